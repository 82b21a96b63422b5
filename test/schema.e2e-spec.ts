import { migrated, type Schema } from './support/migrations.js';
import { onEachDatabase } from './support/on-each-database.js';
import { startServer } from './support/server.js';
import { emptyDatabase, type TestDatabase } from './support/test-database.js';

onEachDatabase('The schema', (kind) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await emptyDatabase(kind);
  });

  const schema = (action: 'look' | 'up' | 'down'): Promise<Schema> => migrated(database, action);

  it('that the migrations make is the one that the entities describe', async () => {
    const { pending, tables } = await schema('up');
    expect(pending).toEqual([]);
    expect(tables).toEqual(expect.arrayContaining(['coupon', 'coupon_user', 'migrations', 'session', 'user', 'work']));
  });

  it('is gone after all migrations are taken back, and comes again', async () => {
    const up = await schema('look');
    const { tables } = await schema('down');
    expect(tables.filter((name) => name !== 'migrations' && name !== 'typeorm_metadata')).toEqual([]);
    expect(await schema('up')).toEqual(up);
  });

  it('would be told apart from entities that it does not fit', async () => {
    await database.execute('ALTER TABLE "work" DROP COLUMN "created_at"');
    expect((await schema('look')).pending.join('\n')).toContain('created_at');
  });
});

onEachDatabase('What is issued', (kind) => {
  it('keeps its coupon, its work and its member from being deleted', async () => {
    const { database } = await startServer({ database: kind });
    const instants = ['"created_at", "updated_at"', "'2026-01-01 00:00:00', '2026-01-01 00:00:00'"];
    await database.execute(`INSERT INTO "work" ("title", ${instants[0]}) VALUES ('w', ${instants[1]})`);
    await database.execute(
      `INSERT INTO "coupon" ("name", "discount_amount", "discount_rate", "count", ${instants[0]}) VALUES ('c', 0, 0, 1, ${instants[1]})`,
    );
    await database.execute(
      `INSERT INTO "coupon_user" ("coupon_id", "user_id", "work_id", "code", ${instants[0]})
       SELECT c."id", u."id", w."id", 'AAAAAAAA', ${instants[1]} FROM "coupon" c, "user" u, "work" w`,
    );
    for (const table of ['coupon', 'user', 'work']) {
      await expect(database.execute(`DELETE FROM "${table}"`)).rejects.toThrow(/foreign key/i);
    }
  });
});
