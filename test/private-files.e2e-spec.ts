import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { startServer } from './support/server.js';
import { SqliteDatabase } from './support/sqlite-database.js';
import { temporaryFolder } from './support/temporary-folder.js';

const modeOf = (path: string): number => statSync(path).mode & 0o777;
const modesIn = (folder: string): Record<string, number> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, modeOf(join(folder, name))]));

describe('What a server keeps in files', () => {
  it('is read by its own user only', async () => {
    const folder = join(temporaryFolder(), 'outer', 'data');
    const server = await startServer({ database: new SqliteDatabase(folder) });
    const names = ['', '-wal', '-shm', '.reserve', '.migration-lock'].map((suffix) => `toodat.sqlite3${suffix}`);
    expect(modesIn(folder)).toEqual(Object.fromEntries([...names, 'secret-key'].map((name) => [name, 0o600])));
    expect([modeOf(folder), modeOf(dirname(folder))]).toEqual([0o700, 0o700]);
    await server.stop();
  });

  it('keeps the modes of folders and files that were there', async () => {
    const folder = join(temporaryFolder(), 'data');
    const database = new SqliteDatabase(folder);
    mkdirSync(folder);
    writeFileSync(database.file, '');
    chmodSync(folder, 0o750);
    chmodSync(database.file, 0o640);
    const server = await startServer({ database });
    expect(modesIn(folder)).toMatchObject({ 'toodat.sqlite3': 0o640, 'toodat.sqlite3-wal': 0o640 });
    expect(modeOf(folder)).toBe(0o750);
    await server.stop();
  });
});
