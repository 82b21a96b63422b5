import { DataSource, EntitySchema } from 'typeorm';
import { DateUtils } from 'typeorm/util/DateUtils.js';
import {
  checkTypeormInternals,
  entityFrom,
  missingInternals,
  sqliteHandle,
  sqliteInstant,
  type Installed,
} from './typeorm-internals.js';

type Thing = { id: number; isGood: boolean };

const THING = new EntitySchema<Thing>({
  name: 'Thing',
  columns: { id: { type: Number, primary: true }, isGood: { type: Boolean, name: 'is_good' } },
});

const there = (): undefined => undefined;
const driver = { prepareHydratedValue: there, databaseConnection: {}, obtainMasterConnection: there, master: {} };
const entity = { create: there, columns: [] };
const whole: Installed = { isPostgres: false, driver, entity, column: { setEntityValue: there } };

describe('The internals of TypeORM', () => {
  it.each([true, false])('are complete when nothing is missing (PostgreSQL: %s)', (isPostgres) => {
    expect(missingInternals({ ...whole, isPostgres })).toEqual([]);
  });

  it.each([
    [true, 'driver.obtainMasterConnection', { driver: { ...driver, obtainMasterConnection: undefined } }],
    [true, 'driver.master', { driver: { ...driver, master: undefined } }],
    [false, 'driver.databaseConnection', { driver: { ...driver, databaseConnection: undefined } }],
    [true, 'driver.prepareHydratedValue', { driver: { ...driver, prepareHydratedValue: undefined } }],
    [false, 'EntityMetadata.create', { entity: { ...entity, create: undefined } }],
    [true, 'EntityMetadata.columns', { entity: { ...entity, columns: undefined } }],
    [false, 'ColumnMetadata.setEntityValue', { column: {} }],
  ])('are missed (PostgreSQL: %s) without %s', (isPostgres, name, part) => {
    expect(missingInternals({ ...whole, ...part, isPostgres })).toEqual([name]);
  });

  it('are those of the installed driver of PostgreSQL', () => {
    const { driver: installed } = new DataSource({ type: 'postgres' });
    // It makes its pool when it connects.
    expect(missingInternals({ ...whole, isPostgres: true, driver: installed })).toEqual(['driver.master']);
  });

  it('give the connection of SQLite and entities from its rows; without one of them the start fails with one sentence', async () => {
    const dataSource = new DataSource({ type: 'better-sqlite3', database: ':memory:', entities: [THING] });
    await dataSource.initialize();
    try {
      expect(() => checkTypeormInternals(dataSource)).not.toThrow();
      const row = sqliteHandle(dataSource).prepare('SELECT 7 AS "row_id", 1 AS "row_is_good"').get();
      const thing = entityFrom<Thing>(
        dataSource,
        dataSource.getMetadata(THING),
        row as Record<string, unknown>,
        'row_',
      );
      expect(thing).toEqual({ id: 7, isGood: true });
      Object.assign(dataSource.driver, { prepareHydratedValue: undefined });
      expect(() => checkTypeormInternals(dataSource)).toThrow(
        'The installed TypeORM has no driver.prepareHydratedValue. Install the version in package-lock.json with "npm ci".',
      );
    } finally {
      await dataSource.destroy();
    }
  });

  it.each(['1970-01-01T00:00:00.000Z', '2026-10-01T03:04:05.006Z', '2999-12-31T23:59:59.999Z'])(
    'write the instant %s as TypeORM does',
    (instant) => {
      const at = new Date(instant);
      expect(sqliteInstant(at)).toBe(DateUtils.mixedDateToUtcDatetimeString(at));
    },
  );
});
