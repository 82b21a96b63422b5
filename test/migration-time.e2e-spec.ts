import Sqlite from 'better-sqlite3';
import { memberRow } from './builders/member-row.js';
import { aWork } from './builders/works.js';
import { aCoupon } from './builders/coupons.js';
import { migrated } from './support/migrations.js';
import { onPostgres } from './support/on-each-database.js';
import { ServerProcess } from './support/server-process.js';
import { freePort } from './support/free-port.js';
import { SqliteDatabase } from './support/sqlite-database.js';
import { countOf, emptyDatabase, insertRow } from './support/test-database.js';

const WAITS = /Another process is migrating the database/;
const READY = /Toodat is ready/;
const LONG_MS = 150_000;

async function starting(url: string): Promise<ServerProcess> {
  return new ServerProcess({ env: { DATABASE_URL: url, PORT: String(await freePort()), DEMO: 'false' } });
}

describe('A server that starts while another process migrates its SQLite database', () => {
  it('says that it waits, and starts afterwards', async () => {
    const database = new SqliteDatabase();
    const lock = new Sqlite(`${database.file}.migration-lock`);
    lock.exec('BEGIN EXCLUSIVE');
    const server = await starting(database.url);
    await server.says(WAITS);
    expect(server.output).not.toMatch(READY);
    lock.close();
    await server.says(READY);
    expect(await server.stop()).toBe(0);
  });
});

function slowMigration(): void {
  it(
    'is finished, though it takes longer than any request may, and two more servers wait for it',
    async () => {
      const database = await emptyDatabase('postgres');
      await migrated(database, 'before', '1795478400000');
      const row = await memberRow('not-needed-here-5');
      const now = new Date();
      const [coupon, work, user] = [
        await aCoupon(database),
        await aWork(database),
        await insertRow(database, 'user', row('holder@example.com')),
      ];
      await database.execute(`UPDATE stock_movement SET note = 'before the ledger'`);
      const holding = { coupon_id: coupon, work_id: work, user_id: user, code: 'REVOKED1', revoked_at: now };
      await insertRow(database, 'coupon_user', { ...holding, created_at: now, updated_at: now });
      await database.execute(`CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_sleep(6); RETURN NEW; END $$`);
      await database.execute(
        'CREATE TRIGGER slow BEFORE INSERT ON stock_movement FOR EACH ROW EXECUTE FUNCTION slow()',
      );
      const servers = await Promise.all([1, 2, 3].map(() => starting(database.url)));
      const ready = await Promise.allSettled(servers.map((server) => server.says(READY, LONG_MS)));
      expect(ready.map(({ status }) => status)).toEqual(servers.map(() => 'fulfilled'));
      expect(servers.filter(({ output }) => WAITS.test(output))).toHaveLength(2);
      expect(await countOf(database, 'stock_movement', `note = 'before the ledger'`)).toBe(3);
    },
    LONG_MS,
  );

  it("has no time limit on TypeORM's command line either", async () => {
    const { timeout } = await migrated(await emptyDatabase('postgres'), 'look');
    expect(timeout).toBe('0');
  });
}

onPostgres('A migration of a large PostgreSQL database', slowMigration);
