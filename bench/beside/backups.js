import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const SQLITE_BACKUP = join(import.meta.dirname, '../../dist/platform/database/backup.cli.js');
const DEBIAN_BIN = '/usr/lib/postgresql';

/**
 * Backs the database up again and again, with the commands of docs/operations.md.
 * @param {{ kind: string, url: string }} store
 * @param {{ statuses: object }} visitors counts the finished backups
 * @returns ends it
 */
export function keepBackingUp(store, visitors, folder) {
  const copies = mkdtempSync(join(folder, 'backups-'));
  let serial = 0;
  let child;
  let isStopped = false;
  const next = () => {
    if (isStopped) return rmSync(copies, { recursive: true, force: true });
    const file = join(copies, `${++serial}`);
    child = store.kind === 'sqlite' ? backUpSqlite(store, file) : dump(store, file);
    child.once('exit', (code) => {
      const outcome = code === 0 ? 'backups' : 'failed backups';
      if (!isStopped) visitors.statuses[outcome] = (visitors.statuses[outcome] ?? 0) + 1;
      next();
    });
  };
  next();
  return () => {
    isStopped = true;
    child.kill();
  };
}

const backUpSqlite = ({ url }, file) =>
  spawn(process.execPath, [SQLITE_BACKUP, file], { env: { ...process.env, DATABASE_URL: url }, stdio: 'ignore' });

const dump = ({ url }, file) => spawn(pgDump(), ['--format=custom', `--file=${file}`, url], { stdio: 'ignore' });

/** Debian puts each version's programs in a folder of its own. */
function pgDump() {
  if (spawnSync('pg_dump', ['--version']).status === 0) return 'pg_dump';
  const folders = safeList(DEBIAN_BIN).map((version) => join(DEBIAN_BIN, version, 'bin/pg_dump'));
  return folders.find((program) => spawnSync(program, ['--version']).status === 0);
}

function safeList(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
