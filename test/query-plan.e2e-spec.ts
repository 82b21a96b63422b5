import { aCoupon } from './builders/coupons.js';
import { manyWorks } from './builders/works.js';
import { openSale } from './history/sale.js';
import { crowd, SECRET_KEY } from './support/crowd.js';
import { member } from './support/members.js';
import { onPostgres } from './support/on-each-database.js';
import { startServer } from './support/server.js';

/** PostgreSQL keeps a statement's plan from the sixth time on. */
const UNTIL_KEPT = 8;
/** What the start of a server reads of empty and nearly empty tables. A rush that reads whole ones reads thousands. */
const FEW_ROWS = 200;
const WHOLE = `SELECT relname AS table, seq_tup_read::int AS rows FROM pg_stat_user_tables
  WHERE relname IN ('coupon_user', 'session', 'user') AND seq_tup_read > $1`;
const BY_OTHER_INDEXES = `SELECT indexrelname AS index, idx_tup_read::int AS rows FROM pg_stat_user_indexes
  WHERE relname = 'coupon_user' AND indexrelname <> 'coupon_user_once' AND idx_tup_read > $1`;

function suite(): void {
  it('is looked up by index during a sale, although the plans were made while its tables were empty', async () => {
    const server = await startServer({ database: 'postgres', env: { SECRET_KEY } });
    // What autovacuum does in time: from here on PostgreSQL takes it as known that there is nothing to read.
    await server.database.execute('VACUUM (ANALYZE)');
    const early = await openSale(server.database, { stock: 1, crowd: await crowd(server, 1), works: 1 });
    for (let time = 0; time < UNTIL_KEPT; time++) await early.pressUntilKnown(early.presses()[0]!);
    const rush = await openSale(server.database, { stock: 120, crowd: await crowd(server, 60) });
    await rush.rush({ atOnce: 1 });
    expect(rush.history.issued).toBe(120);
    // The counters are handed in at the latest when a connection ends.
    await server.stop();
    expect(await server.database.rows(WHOLE, [FEW_ROWS])).toEqual([]);
  });

  it('is looked up by index for event pages of members, although its statistics say that it is empty', async () => {
    const server = await startServer({ database: 'postgres' });
    const coupon = await aCoupon(server.database);
    await manyWorks(server.database, 3_000);
    const client = await member(server);
    await server.database.execute('VACUUM (ANALYZE)');
    const columns = '(coupon_id, user_id, work_id, code, is_used, created_at, updated_at)';
    // An array is read once. The planner may read a joined table once for each work, which would count as rows of a scan.
    await server.database.execute(`INSERT INTO coupon_user ${columns} SELECT ${coupon}, holder.id, work.id,
      CAST(20000000 + work.id * 10 + holder.id AS varchar(8)), FALSE, work.created_at, work.created_at
      FROM work, unnest(ARRAY(SELECT id FROM "user")) AS holder(id)`);
    for (let time = 0; time < UNTIL_KEPT; time++) {
      for (const [query, works] of [
        ['', 100],
        ['?page=2', 100],
        ['?q=77', 57],
        ['?mine=1&page=3', 100],
      ]) {
        const page = (await client.get(`/event/${query}`)).text;
        expect([query, page.match(/>쿠폰 번호 : \w{8}</g)?.length]).toEqual([query, works]);
      }
    }
    await server.stop();
    expect(await server.database.rows(WHOLE, [FEW_ROWS])).toEqual([]);
    expect(await server.database.rows(BY_OTHER_INDEXES, [FEW_ROWS])).toEqual([]);
  });
}

onPostgres('A PostgreSQL database', suite);
