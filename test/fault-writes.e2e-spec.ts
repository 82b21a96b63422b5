import Sqlite from 'better-sqlite3';
import { setTimeout as delay } from 'node:timers/promises';
import { aCoupon } from './builders/coupons.js';
import { afterProbe } from './faults/after-probe.js';
import { describeWithStrace, Strace } from './faults/strace.js';
import type { Answer } from './support/answer.js';
import { operator, type PanelClient } from './support/panel-client.js';
import { logIn, member, newEmail, signUp } from './support/members.js';
import { startServer, type RunningServer } from './support/server.js';
import { SqliteDatabase } from './support/sqlite-database.js';
import { countOf } from './support/test-database.js';

/** Longer than the rest of the test takes; the sync goes on as soon as strace lets go. */
const HANG_US = 60_000_000;

describeWithStrace('While the disk hangs in the COMMIT of', () => {
  let server: RunningServer;
  let database: SqliteDatabase;
  let panelClient: PanelClient;
  let email: string;
  let coupon: number;

  beforeAll(async () => {
    database = new SqliteDatabase();
    server = await startServer({ database });
    panelClient = await operator(server);
    coupon = await aCoupon(database);
    // Loads the panel, which takes many system calls: under strace, longer than until the next probe.
    await panelClient.rows('coupons');
    email = newEmail();
    await signUp(server.client(), email);
  });

  const writes: Record<string, () => Promise<Answer>> = {
    'a log-in': () => logIn(server.client(), email),
    'a sign-up': () => signUp(server.client()),
    'a log-out': () => leaving.post('/account/logout/'),
    'a stock change': () => panelClient.act('coupons', coupon, 'adjustStock', { delta: '10' }),
  };
  let leaving: Awaited<ReturnType<typeof member>>;
  beforeAll(async () => {
    leaving = await member(server);
  });

  it.each(Object.keys(writes))('%s, all other requests are answered', async (name) => {
    await afterProbe(database);
    const strace = await Strace.attach(server.pid, `inject=fsync,fdatasync:delay_enter=${HANG_US}:when=1`);
    let answered = false;
    const write = writes[name]!().finally(() => (answered = true));
    await writeUnderWay(database);
    for (const path of ['/work/', '/healthz', '/event/', `/coupon/${coupon}/`, '/event/', '/login-page/']) {
      const page = await server.client().get(path, path.endsWith('page/') ? { accept: 'text/html' } : {});
      expect([path, page.status, answered]).toEqual([path, 200, false]);
    }
    await strace.detach();
    expect((await write).status).toBeLessThan(300);
  });

  it('the stock change, and it is stored once the disk goes on', async () => {
    expect(await countOf(database, 'stock_movement', `"coupon_id" = ${coupon} AND "delta" = 10`)).toBe(1);
  });
});

/** Resolves when the file's write lock is taken at several attempts in a row, so not for a moment only. */
async function writeUnderWay({ file }: SqliteDatabase): Promise<void> {
  const other = new Sqlite(file, { timeout: 0 });
  for (let held = 0; held < 10; await delay(10)) {
    try {
      other.exec('BEGIN IMMEDIATE; ROLLBACK');
      held = 0;
    } catch {
      held += 1;
    }
  }
  other.close();
}
