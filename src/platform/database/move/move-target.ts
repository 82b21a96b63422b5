import type { Client } from 'pg';
import { DataSource } from 'typeorm';
import type { DatabaseLocation } from '../../config/database-url.js';
import { command } from '../../audit-log/actor.js';
import { entryStatement } from '../../audit-log/entry-statement.js';
import { dataSourceOptions, UNLIMITED } from '../data-source-options.js';
import { migrate } from '../migrations/migrate.js';
import { postgresConnection } from '../postgres/postgres-connection.js';
import { StandbyWait } from '../postgres/standby-wait.js';
import { refusedRows, standbyWaitCancelled } from './move-refusal.js';
import { quoted } from './move-sql.js';
import type { ColumnKind, MovedColumn, MovedTable } from './moved-tables.js';

/** When this process is killed, PostgreSQL ends a statement that waits for a lock, and rolls back. */
const SESSION = `${UNLIMITED.session} -c client_connection_check_interval=1s`;

const TYPES: Readonly<Record<ColumnKind, string>> = {
  integer: 'integer',
  boolean: 'boolean',
  text: 'text',
  instant: 'timestamptz',
};

/** Expressions whose text is the same as that of `MoveSource.comparablePages`. */
const COMPARABLE: Readonly<Record<ColumnKind, (column: string) => string>> = {
  integer: (column) => column,
  boolean: (column) => `${column}::integer`,
  text: (column) => column,
  instant: (column) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS')`,
};

/** Class 22: a value that does not fit; 23: a constraint. */
const ROW_REFUSED = /^2[23]/;

type Values = readonly (string | null)[];
type Postgres = Extract<DatabaseLocation, { kind: 'postgres' }>;

/** The PostgreSQL database to fill. */
export class MoveTarget {
  private constructor(
    private readonly location: Postgres,
    readonly dataSource: DataSource,
    private readonly client: Client,
  ) {}

  /** @throws the driver's error if PostgreSQL cannot be reached */
  static async open(location: Postgres): Promise<MoveTarget> {
    const dataSource = await new DataSource(dataSourceOptions(location, UNLIMITED)).initialize();
    const client = await postgresConnection({
      connectionString: location.url,
      application_name: 'toodat move',
      options: SESSION,
      keepAlive: true,
      // Every value as PostgreSQL's text: what is compared is not converted before.
      types: { getTypeParser: () => (text: string) => text },
    });
    return new MoveTarget(location, dataSource, client);
  }

  get address(): string {
    const { host, port, database } = this.client;
    return `${host}:${port}/${database}`;
  }

  async encoding(): Promise<string> {
    const [row] = await this.rows('SHOW server_encoding');
    return row![0]!;
  }

  async tables(): Promise<string[]> {
    const rows = await this.rows('SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1');
    return rows.map(([name]) => name!);
  }

  /** @returns the names of the migrations that were applied */
  async migrations(): Promise<string[]> {
    return (await this.rows('SELECT name FROM migrations ORDER BY id')).map(([name]) => name!);
  }

  async count({ name }: Pick<MovedTable, 'name'>): Promise<number> {
    const [row] = await this.rows(`SELECT count(*) FROM ${quoted(name)}`);
    return Number(row![0]);
  }

  migrate(): Promise<void> {
    return migrate(this.dataSource, this.location);
  }

  /** Keeps other processes from writing to the tables, and their triggers from changing what is inserted. */
  async begin(tables: readonly MovedTable[]): Promise<void> {
    const names = tables.map(({ name }) => quoted(name));
    await this.client.query('BEGIN');
    await this.client.query(`LOCK TABLE ${names.join(', ')} IN EXCLUSIVE MODE`);
    for (const name of names) await this.client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  }

  /** Deletes the rows of migrations: the same rows come from the source. @param tables each after those it refers to */
  async clear(tables: readonly MovedTable[]): Promise<void> {
    for (const { name } of tables.toReversed()) await this.client.query(`DELETE FROM ${quoted(name)}`);
  }

  /** @throws MoveRefusal if PostgreSQL refuses a row */
  async insert({ name, columns }: MovedTable, rows: readonly Values[]): Promise<void> {
    const names = columns.map((column) => quoted(column.name)).join(', ');
    const sql = `INSERT INTO ${quoted(name)} (${names}) SELECT * FROM ${unnested(columns)}`;
    try {
      await this.client.query(sql, transposed(columns, rows));
    } catch (error) {
      const { code, message, detail } = error as { code?: string; message: string; detail?: string };
      if (!ROW_REFUSED.test(code ?? '')) throw error;
      throw refusedRows(name, [message, detail].filter(Boolean).join(' – '));
    }
  }

  /** `setval` would not be rolled back. @param lastId the highest id that was given; 0 if none was */
  async continueIds({ name, generated }: MovedTable, lastId: number): Promise<void> {
    const [row] = await this.rows(`SELECT pg_get_serial_sequence('${quoted(name)}', '${generated}')`);
    await this.client.query(`ALTER SEQUENCE ${row![0]} RESTART WITH ${lastId + 1}`);
  }

  /** Also gives the planner its statistics, so that neither the comparison nor the service works without them. */
  async enableTriggers(tables: readonly MovedTable[]): Promise<void> {
    for (const { name } of tables) {
      await this.client.query(`ALTER TABLE ${quoted(name)} ENABLE TRIGGER USER`);
      await this.client.query(`ANALYZE ${quoted(name)}`);
    }
    // The comparison reads pages by key: with these, each page by the index, however large the table is.
    for (const method of ['seqscan', 'hashjoin', 'mergejoin'])
      await this.client.query(`SET LOCAL enable_${method} = off`);
  }

  /** @param keys of the rows to read @returns these rows in the form of `MoveSource.comparablePages`, in any order */
  comparable({ name, columns }: MovedTable, keys: readonly Values[]): Promise<(string | null)[][]> {
    const keyColumns = columns.filter(({ isKey }) => isKey);
    const selected = columns.map((column) => COMPARABLE[column.kind](`row.${quoted(column.name)}`)).join(', ');
    const equal = keyColumns.map(({ name }) => `row.${quoted(name)} = wanted.${quoted(name)}`).join(' AND ');
    const wanted = `${unnested(keyColumns)} AS wanted(${keyColumns.map(({ name }) => quoted(name)).join(', ')})`;
    return this.rows(
      `SELECT ${selected} FROM ${wanted} JOIN ${quoted(name)} AS row ON ${equal}`,
      transposed(keyColumns, keys),
    );
  }

  /** Records the move in the target's audit log. @param rows how many rows were moved */
  async record(rows: number): Promise<void> {
    const act = { action: 'move-database', target: { kind: 'database' }, changes: { rows: [null, rows] } } as const;
    const { sql, parameters } = entryStatement(new Date(), command('db:move'), act);
    await this.client.query(sql, [...parameters]);
  }

  /** @throws MoveOutcomeUnknown if COMMIT no longer waited for a standby */
  async commit(): Promise<void> {
    const standby = new StandbyWait(this.client);
    await this.client.query('COMMIT');
    standby.close();
    if (standby.wasCancelled) throw standbyWaitCancelled();
  }

  /** PostgreSQL rolls back what is not committed, also while it works on a statement. */
  disconnect(): void {
    void this.client.end().catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.client.end();
    await this.dataSource.destroy();
  }

  private async rows(sql: string, parameters: unknown[] = []): Promise<(string | null)[][]> {
    const { rows } = await this.client.query<(string | null)[]>({ text: sql, values: parameters, rowMode: 'array' });
    return rows;
  }
}

const unnested = (columns: readonly MovedColumn[]): string =>
  `unnest(${columns.map(({ kind }, place) => `$${place + 1}::${TYPES[kind]}[]`).join(', ')})`;

/** @returns the values of each column */
const transposed = (columns: readonly MovedColumn[], rows: readonly Values[]): (string | null)[][] =>
  columns.map((_, place) => rows.map((row) => row[place] ?? null));
