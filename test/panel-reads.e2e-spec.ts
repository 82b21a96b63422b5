import { renameSync } from 'node:fs';
import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import type { Answer } from './support/answer.js';
import { operator, type PanelAnswer } from './support/panel-client.js';
import { member as aMember } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { expectRefusal } from './support/refusal.js';
import { startServer } from './support/server.js';

/** More than may wait for a read, and fewer than the panel's requests that are taken at once. */
const READS = 40;
const LIST = '/resources/stock-movements/actions/list';

const COLUMNS = ['coupon_id', 'kind', 'delta', 'by_user_id', 'note', 'created_at'];
const WRITE = `INSERT INTO kept (${COLUMNS.join()}) VALUES (${COLUMNS.map((name) => `NEW.${name}`).join()})`;

/** Makes the ledger take longer to read than any screen may wait, by computing or sleeping. It is written as before. */
const SLOW_LEDGER = {
  sqlite: [
    `CREATE VIEW stock_movement AS SELECT kept.* FROM kept,
      (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1e8) SELECT count(*) AS c FROM n)`,
    `CREATE TRIGGER written INSTEAD OF INSERT ON stock_movement BEGIN ${WRITE}; END`,
  ],
  postgres: [
    'CREATE VIEW stock_movement AS SELECT kept.* FROM kept, (SELECT pg_sleep(60) AS c) slow',
    `CREATE RULE written AS ON INSERT TO stock_movement DO INSTEAD ${WRITE}`,
  ],
};

onEachDatabase('A read of the panel that takes too long', (kind) => {
  it('is cancelled with a reason, refuses reads that would wait behind it, and delays no other request', async () => {
    const server = await startServer({ database: kind });
    const [coupon, work] = [await aCoupon(server.database, { count: 9 }), await aWork(server.database)];
    const [admin, member] = [await operator(server), await aMember(server)];
    for (const sql of ['ALTER TABLE stock_movement RENAME TO kept', ...SLOW_LEDGER[kind]]) {
      await server.database.execute(sql);
    }

    let isEnded = false;
    const first = admin.get(LIST).finally(() => (isEnded = true));
    const issued = await member.post('/couponuser/', { coupon, work });
    for (const path of ['/work/', '/event/', '/couponuser/']) expect((await member.get(path)).status).toBe(200);
    expect([issued.status, isEnded]).toEqual([201, false]);

    const others = await Promise.all(Array.from({ length: READS }, () => admin.get(LIST)));
    const codes = [await first, ...others].map((answer: Answer) => answer.json<PanelAnswer>().code);
    expect(codes.filter((code) => code === 'OVERLOADED').length).toBeGreaterThan(0);
    expect(new Set(codes)).toEqual(new Set(['READ_TOO_LONG', 'OVERLOADED']));
    expectRefusal(await first, 503, 'READ_TOO_LONG');
    await server.kill('SIGKILL');
  });
});

describe('The thread that reads for the panel', () => {
  it('is restarted after it has ended', async () => {
    const server = await startServer({ database: 'sqlite' });
    const admin = await operator(server);
    const file = server.database.url.replace('sqlite:', '');
    renameSync(file, `${file}.away`);
    expectRefusal(await admin.get(LIST), 503, 'UNAVAILABLE');
    renameSync(`${file}.away`, file);
    expect((await admin.get(LIST)).status).toBe(200);
  });
});
