import Sqlite from 'better-sqlite3';
import { join } from 'node:path';
import { releaseAfterFile } from './release.js';
import { temporaryFolder } from './temporary-folder.js';
import type { Row, TestDatabase } from './test-database.js';

const BUSY_TIMEOUT_MS = 10_000;

export class SqliteDatabase implements TestDatabase {
  readonly kind = 'sqlite';
  readonly file: string;
  readonly url: string;
  private opened: Sqlite.Database | undefined;

  constructor(folder = temporaryFolder(), name = 'toodat.sqlite3') {
    this.file = join(folder, name);
    this.url = `sqlite:${this.file}`;
  }

  rows<T = Row>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
    return settled(() => this.prepare(sql).all(...inOrder(sql, parameters)) as T[]);
  }

  execute(sql: string, parameters: readonly unknown[] = []): Promise<void> {
    return settled(() => void this.prepare(sql).run(...inOrder(sql, parameters)));
  }

  private prepare(sql: string): Sqlite.Statement {
    return this.handle().prepare(sql.replace(/\$\d+/g, '?'));
  }

  private handle(): Sqlite.Database {
    if (!this.opened) {
      const opened = new Sqlite(this.file, { timeout: BUSY_TIMEOUT_MS });
      releaseAfterFile(() => void opened.close());
      this.opened = opened;
    }
    return this.opened;
  }
}

/** The driver's errors come from whichever spec file loaded it first, and are no `Error` to the others. */
function settled<T>(statement: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    try {
      resolve(statement());
    } catch (error) {
      const { code, message } = error as { code: string; message: string };
      reject(new Error(`${code}: ${message}`));
    }
  });
}

function inOrder(sql: string, parameters: readonly unknown[]): unknown[] {
  return [...sql.matchAll(/\$(\d+)/g)].map(([, place]) => stored(parameters[Number(place) - 1]));
}

/** As the server keeps them: flags as 0 and 1, instants as ISO text without a zone. */
function stored(value: unknown): unknown {
  if (typeof value === 'boolean') return Number(value);
  return value instanceof Date ? value.toISOString().replace('T', ' ').replace('Z', '') : value;
}
