import { LOOK_UPS_AT_ONCE } from '../src/platform/database/look-ups.js';
import { afterProbe } from './faults/after-probe.js';
import { holdTable, waitingForLock } from './faults/held-lock.js';
import {
  describeWithStandbys,
  execute,
  follow,
  issueWaits,
  promoteMostAdvanced,
  replicatedPostgres,
  rowsOf,
  until,
  waitForOneOf,
} from './faults/standbys.js';
import { COME_BACK } from './history/outcome.js';
import { openSale } from './history/sale.js';
import type { Answer } from './support/answer.js';
import { crowd, SECRET_KEY, type Shopper } from './support/crowd.js';
import { eventually } from './support/eventually.js';
import type { PostgresCluster } from './support/postgres-cluster.js';
import { ServerProcess } from './support/server-process.js';
import { startServer, type RunningServer } from './support/server.js';
import { failedStart } from './support/start-plain.js';
import type { TcpProxy } from './support/tcp-proxy.js';

describeWithStandbys('A PostgreSQL server that is not the primary', () => {
  let primary: PostgresCluster;
  let standbys: readonly PostgresCluster[];
  let name: TcpProxy;
  let server: RunningServer;
  /** A member whose session ends in the primary, which the former primary does not learn. */
  let gone: Shopper;
  let shoppers: Shopper[];

  beforeAll(async () => {
    const cluster = await replicatedPostgres(['a', 'b', 'c']);
    ({ primary, standbys, name } = cluster);
    server = await startServer({ database: cluster.database, env: { SECRET_KEY } });
  });
  beforeEach(async () => {
    [gone, ...shoppers] = (await crowd(server, 10)) as [Shopper, ...Shopper[]];
  });

  const couponsOf = ({ client }: Shopper): Promise<Answer> => client.get('/couponuser/');

  const readiness = (status: number): Promise<Answer> =>
    eventually(
      () => server.client().get('/readyz'),
      (answer) => answer.status === status,
    );

  /** A probe begins every 5 s and is late after 4 s. */
  async function notReady(): Promise<void> {
    await readiness(503);
    expect((await readiness(503)).status).toBe(503);
  }

  /** The service opens all its connections for look-ups: each has a request that waits. */
  async function openLookUps(): Promise<void> {
    const release = await holdTable(server.database, 'session');
    const answers = [];
    for (let lookUp = 1; lookUp <= LOOK_UPS_AT_ONCE; lookUp++) {
      answers.push(couponsOf(gone));
      await waitingForLock(server.database, lookUp);
    }
    await release();
    for (const answer of answers) expect((await answer).status).toBe(200);
  }

  /** A standby becomes the primary, and the others follow it. The name leads to the former primary still. */
  async function promote(): Promise<PostgresCluster> {
    const former = primary;
    primary = await promoteMostAdvanced(standbys);
    standbys = standbys.filter((standby) => standby !== primary);
    for (const standby of standbys) await follow(standby, `host=127.0.0.1 port=${primary.port} user=postgres`);
    if (standbys.length > 0) await waitForOneOf(primary, standbys);
    return former;
  }

  /** New connections lead to the primary. Those to the former primary stay open. */
  async function lead(): Promise<void> {
    name.leadTo(primary.port);
    await execute(primary, `DELETE FROM "session" WHERE "user_id" = ${gone.id}`);
  }

  /** All connections for look-ups lead to the primary. */
  async function expectNoSession(): Promise<void> {
    const statuses = [];
    for (let request = 0; request < LOOK_UPS_AT_ONCE; request++) statuses.push((await couponsOf(gone)).status);
    expect(statuses).toEqual(statuses.map(() => 403));
  }

  it('serves no session and is not ready if it is a standby, and no service starts on it', async () => {
    expect((await couponsOf(gone)).status).toBe(200);
    name.leadTo(standbys[0]!.port);
    name.cutAll();
    expect((await couponsOf(gone)).status).toBe(503);
    await readiness(503);
    expect((await couponsOf(gone)).status).toBe(503);
    const start = new ServerProcess({ env: { DATABASE_URL: server.database.url, PORT: '0', DEMO: 'false' } });
    expect(await failedStart(start)).toBe(1);
    expect(start.output).toContain('DATABASE_URL leads to a server that is not the primary (25006)');
    name.leadTo(primary.port);
    await readiness(200);
    expect((await couponsOf(gone)).status).toBe(200);
  });

  it('serves no session and no coupon once it is made read-only: after one 503, all connections are replaced', async () => {
    const sale = await openSale(server.database, { stock: 15, crowd: shoppers });
    await openLookUps();
    // The next probe must not be the first to notice.
    await afterProbe(server.database);
    const former = await promote();
    await lead();
    await execute(former, 'ALTER SYSTEM SET default_transaction_read_only = on');
    await execute(former, 'SELECT pg_reload_conf()');
    await until(former, `SELECT current_setting('default_transaction_read_only') = 'on'`);
    expect((await couponsOf(gone)).status).toBe(503);
    await expectNoSession();
    await sale.rush();
    await sale.expectExact();
    expect(await rowsOf(former, `SELECT 1 FROM coupon_user WHERE coupon_id = ${sale.coupon}`)).toEqual([]);
  });

  it('issues no coupon if it knows nothing of it, and serves no session when the readiness probe is late', async () => {
    const sale = await openSale(server.database, { stock: 15, crowd: shoppers });
    const [press] = sale.presses();
    await openLookUps();
    const former = await promote();
    const pressed = sale.press(press!);
    await issueWaits(former);
    await lead();
    await notReady();
    await expectNoSession();
    expect(await pressed).toEqual({ kind: 'unknown', why: COME_BACK });
    await readiness(200);
    await sale.rush();
    await sale.expectExact();
  });

  it('serves no session when the service is ready again, though the name led to it for longer than a probe', async () => {
    await promote();
    await notReady();
    await openLookUps();
    await lead();
    expect((await readiness(200)).status).toBe(200);
    await expectNoSession();
  });
});
