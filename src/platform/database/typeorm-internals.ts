import { SettingError } from '../config/setting-error.js';
import type { Database } from 'better-sqlite3';
import type { ClientBase, Pool } from 'pg';
import type { DataSource, EntityMetadata, ObjectLiteral } from 'typeorm';
import type { Row } from './sql/statement.js';

// All uses of TypeORM's undocumented interfaces. They are checked at the start, because a minor release may rename them.

/** Returns a connection to its pool. With `destroy`, the pool closes the connection. */
export type Release = (destroy?: boolean) => void;

type SqliteDriver = { readonly databaseConnection: Database };
type PostgresDriver = { readonly master: Pool; obtainMasterConnection(): Promise<[ClientBase, Release]> };

/** @returns the data source's connection of better-sqlite3 */
export const sqliteHandle = ({ driver }: DataSource): Database =>
  (driver as unknown as SqliteDriver).databaseConnection;

/** @returns a connection from the data source's pool, and the function that releases it */
export const pooledClient = ({ driver }: DataSource): Promise<[ClientBase, Release]> =>
  (driver as unknown as PostgresDriver).obtainMasterConnection();

/** @returns the data source's pool */
export const poolOf = ({ driver }: DataSource): Pool => (driver as unknown as PostgresDriver).master;

/** @param prefix of the column names in `row` */
export function entityFrom<E extends ObjectLiteral>(
  { driver }: DataSource,
  metadata: EntityMetadata,
  row: Row,
  prefix: string,
): E {
  const entity = metadata.create() as E;
  for (const column of metadata.columns) {
    column.setEntityValue(entity, driver.prepareHydratedValue(row[prefix + column.databaseName], column) as unknown);
  }
  return entity;
}

/** The text that TypeORM stores for an instant in a `datetime` column of SQLite. */
export const sqliteInstant = (at: Date): string => at.toISOString().slice(0, -1).replace('T', ' ');

const POSTGRES_DRIVER: readonly (readonly [name: string, type: string])[] = [
  ['driver.obtainMasterConnection', 'function'],
  ['driver.master', 'object'],
];
const SQLITE_DRIVER: typeof POSTGRES_DRIVER = [['driver.databaseConnection', 'object']];

/** The objects of TypeORM that this file uses. */
export type Installed = {
  readonly isPostgres: boolean;
  readonly driver: object;
  readonly entity: object;
  readonly column: object | undefined;
};

/**
 * @param dataSource initialized, with at least one entity
 * @throws SettingError if the installed TypeORM lacks something that this file uses
 */
export function checkTypeormInternals({ driver, options, entityMetadatas }: DataSource): void {
  const entity = entityMetadatas[0]!;
  const column = (entity.columns as readonly object[] | undefined)?.[0];
  const [missing] = missingInternals({ isPostgres: options.type === 'postgres', driver, entity, column });
  if (missing === undefined) return;
  // A SettingError is printed as one sentence without a stack.
  throw new SettingError(
    'The installed TypeORM',
    `has no ${missing}. Install the version in package-lock.json with "npm ci".`,
  );
}

/** @returns the names of the methods and properties that the installed TypeORM lacks */
export function missingInternals({ isPostgres, driver, entity, column }: Installed): string[] {
  const used: (readonly [name: string, owner: object | undefined, type: string])[] = [
    ...(isPostgres ? POSTGRES_DRIVER : SQLITE_DRIVER).map(([name, type]) => [name, driver, type] as const),
    ['driver.prepareHydratedValue', driver, 'function'],
    ['EntityMetadata.create', entity, 'function'],
    ['EntityMetadata.columns', entity, 'object'],
    ['ColumnMetadata.setEntityValue', column, 'function'],
  ];
  const valueOf = (name: string, owner: object | undefined): unknown =>
    (owner as Record<string, unknown> | undefined)?.[name.slice(name.indexOf('.') + 1)];
  return used.filter(([name, owner, type]) => typeof valueOf(name, owner) !== type).map(([name]) => name);
}
