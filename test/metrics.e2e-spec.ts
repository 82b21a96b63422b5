import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { childrenOf } from './support/children-of.js';
import { crowd, SECRET_KEY } from './support/crowd.js';
import { eventually } from './support/eventually.js';
import { freePort } from './support/free-port.js';
import { logIn, newEmail, signUp } from './support/members.js';
import { metrics, metricsText } from './support/metrics.js';
import { onPostgres, onEachDatabase } from './support/on-each-database.js';
import { ServerProcess } from './support/server-process.js';
import { startServer, type RunningServer } from './support/server.js';
import { failedStart } from './support/start-plain.js';

const MEMBERS = 30;

onEachDatabase('The metrics', (kind) => {
  let server: RunningServer;
  let port: number;

  beforeAll(async () => {
    port = await freePort();
    server = await startServer({
      database: kind,
      env: { SECRET_KEY, METRICS_PORT: String(port), LIMIT_ISSUE: '2/hour' },
    });
  });

  it('count presses by their results, and show the stock', async () => {
    const [coupon, work] = [await aCoupon(server.database, { count: 2 }), await aWork(server.database)];
    const shoppers = await crowd(server, 4);
    for (const { client } of shoppers) await client.post('/couponuser/', { coupon, work });
    for (const { client } of shoppers.slice(0, 1)) {
      for (let press = 0; press < 3; press++) await client.post('/couponuser/', { coupon, work });
    }
    const values = await metrics(port);
    expect(values.get('toodat_presses_total{result="issued"}')).toBe(2);
    expect(values.get('toodat_presses_total{result="sold-out"}')).toBe(2);
    expect(values.get('toodat_presses_total{result="held"}')).toBe(1);
    expect(values.get('toodat_presses_total{result="throttled"}')).toBe(2);
    expect(values.get('toodat_issue_batch_presses_sum')).toBe(5);
    expect(values.get('toodat_issue_batch_seconds_count')).toBe(values.get('toodat_issue_batch_presses_count'));
    expect(values.get('toodat_presses_waiting')).toBe(0);
    expect(values.get('toodat_presses_in_progress')).toBe(0);
    expect(values.get('toodat_ready')).toBe(1);
    // It is left out while the read takes long, as the first one may.
    const stock = async (): Promise<number | undefined> =>
      (await metrics(port)).get(`toodat_coupon_stock{coupon="${coupon}"}`);
    expect(await eventually(stock, (units) => units !== undefined)).toBe(0);
    expect(values.get('process_cpu_seconds_total')).toBeGreaterThan(0);
  });

  it('show the connections to PostgreSQL, and how long turns at a coupon take', async () => {
    const values = await metrics(port);
    const busy = ['shared', 'issuing', 'look-ups', 'panel'].map((pool) =>
      values.get(`toodat_database_connections{pool="${pool}",state="busy"}`),
    );
    const turns = ['wait', 'hold'].map((name) => values.get(`toodat_turn_${name}_seconds_count`));
    if (kind === 'sqlite') expect([...busy, ...turns]).toEqual([...busy.map(() => undefined), 0, 0]);
    else for (const value of [...busy, ...turns]) expect(value).toEqual(expect.any(Number));
  });

  it('count logins by their outcome', async () => {
    const client = server.client();
    const email = newEmail();
    await signUp(client, email);
    await logIn(client, email);
    await logIn(client, email, 'a-wrong-password-12');
    const values = await metrics(port);
    expect(values.get('toodat_logins_total{outcome="right"}')).toBe(1);
    expect(values.get('toodat_logins_total{outcome="wrong"}')).toBe(1);
  });

  it('name no member, address or code', async () => {
    const text = await metricsText(port);
    expect(text).not.toMatch(/@|member-|127\.0\.0\.1/);
    for (const { code } of await server.database.rows<{ code: string }>('SELECT "code" FROM "coupon_user"'))
      expect(text).not.toContain(code);
  });

  it('are on a port of their own, at one path', async () => {
    expect((await server.client().get('/metrics')).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${port}/event/`)).status).toBe(404);
  });

  it('end the start with a sentence if their port is taken', async () => {
    const other = new ServerProcess({
      env: { PORT: '0', METRICS_PORT: String(port), DATABASE_URL: 'sqlite:other.sqlite3' },
    });
    expect(await failedStart(other)).toBe(1);
    expect(other.output).toContain(`METRICS_PORT ${port} cannot be used on 127.0.0.1 (EADDRINUSE)`);
  });
});

const name = 'The metrics of several workers';
onPostgres(name, severalWorkers);

function severalWorkers(): void {
  it('are the sums of all of them, and say when one is missing', async () => {
    const port = await freePort();
    const env = { SECRET_KEY, WORKERS: '3', METRICS_PORT: String(port) };
    const server = await startServer({ database: 'postgres', env });
    const [coupon, work] = [await aCoupon(server.database), await aWork(server.database)];
    const shoppers = await crowd(server, MEMBERS);
    await Promise.all(shoppers.map(({ client }) => client.post('/couponuser/', { coupon, work })));
    const name = `toodat_coupon_stock{coupon="${coupon}"}`;
    const values = await eventually(
      () => metrics(port),
      (all) => all.has(name) && all.get('toodat_workers') === 3,
    );
    expect(values.get('toodat_workers')).toBe(3);
    expect(values.get('toodat_workers_expected')).toBe(3);
    expect(values.get('toodat_ready')).toBe(1);
    // Thirty presses at once in three processes: some batch has two of them.
    expect(values.get('toodat_turn_wait_seconds_count')).toBeGreaterThan(0);
    expect(values.get('toodat_turn_hold_seconds_count')).toBe(values.get('toodat_turn_wait_seconds_count'));
    expect(values.get('toodat_presses_total{result="issued"}')).toBe(MEMBERS);
    expect(values.get(name)).toBe(100 - MEMBERS);

    const [frozen] = childrenOf(server.pid);
    process.kill(frozen!, 'SIGSTOP');
    const without = await metrics(port);
    process.kill(frozen!, 'SIGCONT');
    expect([without.get('toodat_workers'), without.get('toodat_workers_expected')]).toEqual([2, 3]);
  });
}
