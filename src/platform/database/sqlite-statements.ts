import type { Database, Statement as SqliteStatement } from 'better-sqlite3';
import { KeptStatements } from './kept-statements.js';
import type { Row, Statement } from './statement.js';

/** Runs statements on one SQLite connection; each SQL text is compiled once. */
export class SqliteStatements {
  private readonly prepared = new KeptStatements<SqliteStatement>();

  constructor(private readonly database: Database) {}

  execute({ sql, parameters }: Statement): Row[] {
    const prepared = this.prepared.of(sql, () => this.database.prepare(sql));
    const values = parameters.map((value) => (typeof value === 'boolean' ? Number(value) : value));
    if (prepared.reader) return prepared.all(...values) as Row[];
    prepared.run(...values);
    return [];
  }
}
