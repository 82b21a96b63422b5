import { ownCluster } from './faults/own-cluster.js';
import { describeWithSmallDisk, SmallDisk } from './faults/small-disk.js';
import { describeWithStrace, Strace } from './faults/strace.js';
import { COME_BACK } from './history/outcome.js';
import { openSale } from './history/sale.js';
import type { Answer } from './support/answer.js';
import { crowd, SECRET_KEY } from './support/crowd.js';
import { eventually } from './support/eventually.js';
import { freePort } from './support/free-port.js';
import { metrics } from './support/metrics.js';
import { logIn, member, newEmail } from './support/members.js';
import { onPostgres, onEachDatabase } from './support/on-each-database.js';
import { expectRefusal } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';
import { SqliteDatabase } from './support/sqlite-database.js';

const FAILS = /The database fails: (\d+) × (\w+ \w+)/g;
const ANSWERS_AGAIN = /The database answers again\. (\d+) requests failed/;

const env = { SECRET_KEY };

const told = ({ output }: RunningServer): { count: number; cause: string }[] =>
  [...output.matchAll(FAILS)].map(([, count, cause]) => ({ count: Number(count), cause: cause! }));

const readiness = (server: RunningServer, status: number): Promise<Answer> =>
  eventually(
    () => server.client().get('/readyz'),
    (answer) => answer.status === status,
  );

onEachDatabase('/readyz', (kind) => {
  it('answers 200 by any host name while the database can be read and written', async () => {
    const server = await startServer({ database: kind, env: { ...env, ALLOWED_HOSTS: 'shop.example' } });
    for (const path of ['/readyz', '/readyz/']) {
      const answer = await server.client().get(path, { host: 'elsewhere.example' });
      expect([answer.status, answer.json()]).toEqual([200, { status: 'ready' }]);
    }
  });
});

describeWithSmallDisk('A full disk', () => {
  let disk: SmallDisk;
  let server: RunningServer;

  beforeEach(async () => {
    disk = new SmallDisk();
    server = await startServer({ database: new SqliteDatabase(disk.folder), env });
  });

  it('is in the log once a second with a count, makes /readyz 503, and its end is in the log, too', async () => {
    const sale = await openSale(server.database, { stock: 60, crowd: await crowd(server, 40) });
    disk.fill();
    const startedAt = Date.now();
    const outcomes = await Promise.all(sale.presses().map((press) => sale.press(press)));
    expect(outcomes).toEqual(outcomes.map(() => ({ kind: 'unknown', why: COME_BACK })));
    expect((await readiness(server, 503)).json()).toMatchObject({ code: 'DATABASE_UNWRITABLE' });
    expect((await server.client().get('/healthz')).status).toBe(200);
    const lines = await eventually(
      () => Promise.resolve(told(server)),
      (all) => all.reduce((sum, { count }) => sum + count, 0) >= outcomes.length,
    );
    expect(new Set(lines.map(({ cause }) => cause))).toEqual(new Set(['full SQLITE_FULL']));
    expect(lines.length).toBeLessThanOrEqual(2 + (Date.now() - startedAt) / 1_000);
    disk.free();
    await readiness(server, 200);
    await eventually(
      () => Promise.resolve(server.output),
      (output) => ANSWERS_AGAIN.test(output),
    );
  });

  it('does not prevent a start: the server reads, answers writes with 503, and then recovers', async () => {
    await server.stop();
    const plain = await startServer({ database: server.database, env: { SECRET_KEY: undefined } });
    const client = await member(plain);
    await plain.stop();
    disk.fill();
    await plain.start();
    // What was kept for the start is more than it takes.
    disk.fill();
    for (const path of ['/healthz', '/work/', '/event/', '/couponuser/'])
      expect([path, (await client.get(path)).status]).toEqual([path, 200]);
    expect((await client.post('/account/logout/')).status).toBe(503);
    disk.free();
    await readiness(plain, 200);
    expect((await client.post('/account/logout/')).status).toBe(200);
  });
});

describeWithStrace('A disk that fails to sync', () => {
  it('is in the log with its code', async () => {
    const server = await startServer({ database: 'sqlite', env });
    const sale = await openSale(server.database, { stock: 5, crowd: await crowd(server, 1), works: 1 });
    const strace = await Strace.attach(server.pid, 'inject=fsync,fdatasync:error=EIO');
    expect(await sale.press(sale.presses()[0]!)).toMatchObject({ kind: 'unknown' });
    await strace.detach();
    expect(told(server)).toContainEqual({ count: 1, cause: 'full SQLITE_IOERR_FSYNC' });
  });
});

function stoppedPostgres(): void {
  it('is in the log and in the metrics, makes /readyz 503, and all of it ends when it is back', async () => {
    const [cluster, database] = await ownCluster();
    const port = await freePort();
    const server = await startServer({ database, env: { ...env, METRICS_PORT: String(port) } });
    const lost = async (): Promise<number> => (await metrics(port)).get('toodat_database_failures_total{kind="lost"}')!;
    expect(await lost()).toBe(0);
    await cluster.crash();
    expect((await readiness(server, 503)).json()).toMatchObject({ code: 'DATABASE_UNREADABLE' });
    expect(told(server)[0]?.cause).toMatch(/^lost (57P\d\d|ECONNREFUSED|ECONNRESET|\w+)/);
    expect((await metrics(port)).get('toodat_ready')).toBe(0);
    expect(await lost()).toBeGreaterThan(0);
    const failed = await logIn(server.client(), newEmail());
    expectRefusal(failed, 503, 'UNAVAILABLE');
    const named = `request_id: '${failed.header('x-request-id')}'`;
    const output = (): Promise<string> => Promise.resolve(server.output);
    expect(await eventually(output, (text) => text.includes(named))).toContain(named);
    await cluster.launch();
    await readiness(server, 200);
    expect((await metrics(port)).get('toodat_ready')).toBe(1);
    expect(server.output).toMatch(ANSWERS_AGAIN);
  });
}

onPostgres('PostgreSQL that is stopped', stoppedPostgres);
