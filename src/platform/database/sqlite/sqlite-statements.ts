import type { Database, Statement as SqliteStatement } from 'better-sqlite3';
import { StatementCache } from '../statement-cache.js';
import type { Row, Statement } from '../sql/statement.js';

/** Executes statements on one SQLite connection. Prepared statements are cached by their SQL. */
export class SqliteStatements {
  private readonly prepared = new StatementCache<SqliteStatement>();

  constructor(private readonly database: Database) {}

  execute({ sql, parameters }: Statement): Row[] {
    const prepared = this.prepared.of(sql, () => this.database.prepare(sql));
    const values = parameters.map((value) => (typeof value === 'boolean' ? Number(value) : value));
    if (prepared.reader) return prepared.all(...values) as Row[];
    prepared.run(...values);
    return [];
  }
}
