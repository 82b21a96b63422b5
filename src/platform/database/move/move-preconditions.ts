import { DataSource } from 'typeorm';
import { foreignTables, newerSource, newerTarget, notEmpty, olderSource, otherEncoding } from './move-refusal.js';
import type { MoveSource } from './move-source.js';
import type { MoveTarget } from './move-target.js';
import type { MovedTable } from './moved-tables.js';

/** @throws MoveRefusal unless the source has exactly the migrations of this release */
export function refuseOtherRelease(source: MoveSource, { dataSource }: MoveTarget): void {
  const known = namesOf(dataSource);
  const applied = source.migrations();
  const unknown = applied.find((name) => !known.includes(name));
  if (unknown) throw newerSource(unknown);
  const missing = known.find((name) => !applied.includes(name));
  if (missing) throw olderSource(missing);
}

/** @throws MoveRefusal unless the target is an empty database, or one that was only migrated */
export async function refuseUnsuitableTarget(target: MoveTarget, tables: readonly MovedTable[]): Promise<void> {
  const encoding = await target.encoding();
  if (encoding !== 'UTF8') throw otherEncoding(encoding);
  const existing = await target.tables();
  if (existing.length === 0) return;
  if (!existing.includes('migrations')) throw foreignTables(existing);
  const known = namesOf(target.dataSource);
  const unknown = (await target.migrations()).find((name) => !known.includes(name));
  if (unknown) throw newerTarget(unknown);
  const migrated = tables.filter(({ name }) => existing.includes(name));
  await refuseFilledTarget(target, migrated);
}

/**
 * Migrations insert rows themselves, so a table is empty if it has no more rows than in a new database.
 * @throws MoveRefusal if one of the tables has more
 */
export async function refuseFilledTarget(target: MoveTarget, tables: readonly MovedTable[]): Promise<void> {
  const unused = await newDatabase(target.dataSource);
  try {
    const filled: [string, number][] = [];
    for (const table of tables) {
      const count = await target.count(table);
      const [row] = await unused.query<{ n: number }[]>(`SELECT count(*) AS n FROM "${table.name}"`);
      if (count > row!.n) filled.push([table.name, count]);
    }
    if (filled.length > 0) throw notEmpty(filled);
  } finally {
    await unused.destroy();
  }
}

const namesOf = ({ migrations }: DataSource): string[] =>
  migrations.map(({ name, constructor }) => name ?? constructor.name);

/** A database in memory to which nothing happened but the migrations of this release. */
function newDatabase({ options }: DataSource): Promise<DataSource> {
  const { migrations, migrationsTransactionMode } = options;
  return new DataSource({
    type: 'better-sqlite3',
    database: ':memory:',
    entities: [],
    migrations: migrations!,
    migrationsTransactionMode: migrationsTransactionMode!,
    migrationsRun: true,
  }).initialize();
}
