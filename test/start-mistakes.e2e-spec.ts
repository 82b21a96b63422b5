import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onPostgres } from './support/on-each-database.js';
import { distFolder, ServerProcess, type Environment } from './support/server-process.js';
import { newEmail, signUp } from './support/members.js';
import { startServer } from './support/server.js';
import { startPlain } from './support/start-plain.js';
import { temporaryFolder } from './support/temporary-folder.js';
import { countOf, emptyDatabase } from './support/test-database.js';

const repository = join(import.meta.dirname, '..');

/** All that a start with these settings prints, which ends with code 1. */
async function saidBy(env: Environment, cwd = temporaryFolder()): Promise<string> {
  const process = new ServerProcess({ cwd, env: { PORT: '0', DEMO: 'false', ...env } });
  expect(await process.exited).toBe(1);
  return process.output.replace(/^First admin: .*\n/, '');
}

/** One line: what happened, the code to search for, what to do. */
const sentence = (happened: string, code: string): RegExp =>
  new RegExp(`^Toodat did not start\\. ${happened}[^\\n]* \\(${code}\\): [^\\n]+\\.\\n$`);

describe('A first start that cannot succeed ends with one sentence', () => {
  it('when the port is taken', async () => {
    const server = await startServer({ database: 'sqlite' });
    const { port } = new URL(server.baseUrl);
    expect(await saidBy({ PORT: port })).toMatch(sentence(`Port ${port} is already in use`, 'EADDRINUSE'));
    // The password of an admin who was created by it would be lost with its output.
    const folder = temporaryFolder();
    await saidBy({ PORT: port }, folder);
    expect(existsSync(join(folder, 'data'))).toBe(false);
    await server.stop();
  });

  it.each([
    ['192.0.2.1', sentence('HOST 192.0.2.1 is no address of this machine', 'EADDRNOTAVAIL')],
    ['toodat.invalid', sentence('HOST toodat.invalid is an unknown name', '(ENOTFOUND|EAI_AGAIN)')],
  ])('when HOST is %s', async (host, said) => expect(await saidBy({ HOST: host })).toMatch(said));

  it('when a file is in the place of the data folder', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'data'), '');
    expect(await saidBy({}, folder)).toMatch(sentence('A part of the path data is no folder', 'EEXIST'));
  });

  it('when the data folder is below one that takes no folders', async () => {
    expect(await saidBy({ DATABASE_URL: 'sqlite:/proc/toodat/rows.sqlite3' })).toMatch(
      sentence('The database /proc/toodat/rows.sqlite3 cannot be written', 'ENOENT'),
    );
  });

  it('when a folder is in the place of the database', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'rows'));
    expect(await saidBy({ DATABASE_URL: 'sqlite:rows' }, folder)).toMatch(
      sentence('DATABASE_URL names a folder', 'SQLITE_CANTOPEN'),
    );
  });

  it('when the file is no database', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'rows'), 'a letter to a friend\n'.repeat(400));
    expect(await saidBy({ DATABASE_URL: 'sqlite:rows' }, folder)).toMatch(
      sentence('rows is no SQLite database', 'SQLITE_NOTADB'),
    );
  });

  it('when PostgreSQL is down', async () => {
    expect(await saidBy({ DATABASE_URL: 'postgres://toodat:hidden@localhost:1/toodat' })).toMatch(
      sentence('PostgreSQL does not answer', 'ECONNREFUSED'),
    );
  });

  it('when the host of DATABASE_URL is unknown', async () => {
    expect(await saidBy({ DATABASE_URL: 'postgres://toodat:hidden@toodat.invalid/toodat' })).toMatch(
      sentence('The host name in DATABASE_URL is unknown', '(ENOTFOUND|EAI_AGAIN)'),
    );
  });

  it('when Node is too old', () => {
    const older = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.0' } })`;
    const args = ['--import', `data:text/javascript,${encodeURIComponent(older)}`, join(distFolder, 'main.js')];
    const { status, stderr, stdout } = spawnSync(process.execPath, args, { cwd: temporaryFolder(), encoding: 'utf8' });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^Node\.js 18\.20\.0 is not supported: install .*\.\n$/);
  });

  it('when `npm run serve` comes before the build', () => {
    const cwd = temporaryFolder();
    copyFileSync(join(repository, 'package.json'), join(cwd, 'package.json'));
    const { status, stderr } = spawnSync('npm', ['run', '--silent', 'serve'], { cwd, encoding: 'utf8' });
    expect([status, stderr]).toEqual([1, 'Toodat is not built: run npm run build.\n']);
  });
});

const withPostgres = (): void => {
  it('not because of spaces around its address, which select no other database', async () => {
    const database = await emptyDatabase('postgres');
    const [process, client] = await startPlain(temporaryFolder(), { DATABASE_URL: ` ${database.url} ` });
    expect((await signUp(client, newEmail())).status).toBe(201);
    expect(await countOf(database, 'user', 'NOT "is_admin"')).toBe(1);
    await process.stop();
  });

  it('when the database does not exist', async () => {
    const url = new URL((await emptyDatabase('postgres')).url);
    url.pathname = '/no_such_database';
    expect(await saidBy({ DATABASE_URL: url.href })).toMatch(sentence('PostgreSQL has no such database', '3D000'));
  });

  it('when the user does not exist', async () => {
    const url = new URL((await emptyDatabase('postgres')).url);
    url.username = 'no_such_user';
    url.password = 'hidden';
    const said = await saidBy({ DATABASE_URL: url.href });
    expect(said).toMatch(sentence('PostgreSQL refused the login', '28\\w+'));
    expect(said).not.toContain('hidden');
  });
};

onPostgres('A first start on PostgreSQL that cannot succeed ends with one sentence', withPostgres);
