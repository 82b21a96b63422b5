import { openSale } from './history/sale.js';
import { crowd, SECRET_KEY } from './support/crowd.js';
import { describeMissing } from './support/on-each-database.js';
import { hasPostgres } from './support/postgres.js';
import { startServer } from './support/server.js';

/** PostgreSQL keeps a statement's plan from the sixth time on. */
const UNTIL_KEPT = 8;
/** What the start of a server reads of empty and nearly empty tables. A rush that reads whole ones reads thousands. */
const FEW_ROWS = 200;
const WHOLE = `SELECT relname AS table, seq_tup_read::int AS rows FROM pg_stat_user_tables
  WHERE relname IN ('coupon_user', 'session', 'user') AND seq_tup_read > $1`;

function suite(): void {
  it('is looked up row by row in a rush, although the plans were made while its tables were empty', async () => {
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
}

const name = 'A PostgreSQL database';
if (hasPostgres) describe(name, suite);
else describeMissing(name, 'PostgreSQL', suite);
