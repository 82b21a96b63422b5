import Sqlite from 'better-sqlite3';
import { constants, closeSync, copyFileSync, fsyncSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dialects } from './dialects.js';

/** SQLite files in one folder. */
export class SqliteHost {
  kind = 'sqlite';
  version = `SQLite ${new Sqlite(':memory:').prepare('SELECT sqlite_version()').pluck().get()}`;
  /** SQLite has no processes of its own. */
  pids = [];

  constructor(folder) {
    this.folder = folder;
  }

  async create(name) {
    return new SqliteStore(join(this.folder, `${name}.sqlite3`));
  }

  async copy(store, name) {
    store.close();
    const copy = await this.create(name);
    copyFileSync(store.file, copy.file, constants.COPYFILE_FICLONE);
    // Writes the copy to the disk now and not during a measurement.
    const handle = openSync(copy.file, 'r+');
    fsyncSync(handle);
    closeSync(handle);
    return copy;
  }

  async drop(store) {
    store.close();
    for (const suffix of ['', '-wal', '-shm', '.migration-lock']) rmSync(`${store.file}${suffix}`, { force: true });
  }
}

/** The benchmark's own connection to a contender's database. It is closed during runs. */
class SqliteStore {
  kind = 'sqlite';
  dialect = dialects.sqlite;

  constructor(file) {
    this.file = file;
    this.url = `sqlite:${file}`;
  }

  async rows(sql, ...values) {
    this.handle ??= new Sqlite(this.file, { timeout: 10_000 });
    const statement = this.handle.prepare(sql);
    return statement.reader ? statement.all(...values) : statement.run(...values) && [];
  }

  /** Runs `fill` without a journal and without syncs, because no other process uses the file and it can be created again. */
  async filling(fill) {
    this.close();
    this.handle = new Sqlite(this.file);
    for (const pragma of ['journal_mode = OFF', 'synchronous = OFF', 'foreign_keys = OFF', 'cache_size = -2000000']) {
      this.handle.pragma(pragma);
    }
    await this.rows('BEGIN');
    await fill();
    await this.rows('COMMIT');
    this.handle.pragma('journal_mode = WAL');
    this.close();
  }

  close() {
    this.handle?.close();
    this.handle = undefined;
  }
}
