import { openSale } from './history/sale.js';
import { childrenOf } from './support/children-of.js';
import { crowd, SECRET_KEY, type Shopper } from './support/crowd.js';
import { eventually } from './support/eventually.js';
import { onPostgres } from './support/on-each-database.js';
import { RawConnection } from './support/raw-connection.js';
import { ServerProcess } from './support/server-process.js';
import { startServer, type RunningServer } from './support/server.js';
import { failedStart } from './support/start-plain.js';
import { emptyDatabase } from './support/test-database.js';

const WORKERS = 3;
const env = { SECRET_KEY, WORKERS: String(WORKERS) };

onPostgres('A service of several workers on PostgreSQL', severalWorkers);

describe('WORKERS', () => {
  it('may not be more than 1 on SQLite, which the start says', async () => {
    const database = await emptyDatabase('sqlite');
    const start = new ServerProcess({ env: { DATABASE_URL: database.url, WORKERS: '2', PORT: '0' } });
    expect(await failedStart(start)).toBe(1);
    expect(start.output).toContain('WORKERS must be 1 with SQLite');
  });
});

function severalWorkers(): void {
  let server: RunningServer;
  let shoppers: Shopper[];

  beforeAll(async () => {
    server = await startServer({ database: 'postgres', env });
    shoppers = await crowd(server, 40);
  });

  it('says once that it is ready, when all of them are', () => {
    expect(server.output.match(/Toodat is ready/g)).toHaveLength(1);
    expect(childrenOf(server.pid)).toHaveLength(WORKERS);
  });

  it('sells exactly while a worker is killed, and starts another one', async () => {
    const sale = await openSale(server.database, { stock: 60, crowd: shoppers });
    const rush = sale.rush();
    await sale.told(20);
    const [victim] = childrenOf(server.pid);
    process.kill(victim!, 'SIGKILL');
    await rush;
    await sale.expectExact();
    const now = await eventually(
      () => Promise.resolve(childrenOf(server.pid)),
      (children) => children.length === WORKERS && !children.includes(victim!),
    );
    expect(now).toHaveLength(WORKERS);
    expect(server.output).toContain(`Worker ${victim} ended with SIGKILL. Another one starts in 0.1 s.`);
  });

  it('replaces its workers one by one on SIGHUP, and no press fails meanwhile', async () => {
    const before = childrenOf(server.pid);
    process.kill(server.pid, 'SIGHUP');
    let presses = 0;
    while (!server.output.includes('Replacing workers has ended.')) {
      const sale = await openSale(server.database, { stock: 60, crowd: shoppers });
      await sale.rush();
      await sale.expectExact();
      const outcomes = new Set(sale.history.tries.map(({ outcome }) => outcome.kind));
      expect([...outcomes].filter((kind) => kind !== 'ok' && kind !== 'refused')).toEqual([]);
      presses += sale.history.tries.length;
    }
    expect(presses).toBeGreaterThan(0);
    const after = childrenOf(server.pid);
    expect(after).toHaveLength(WORKERS);
    expect(after.filter((pid) => before.includes(pid))).toEqual([]);
  });

  it('serves open connections of a worker that is replaced, and closes each with a response', async () => {
    const connections = await Promise.all(Array.from({ length: 12 }, () => RawConnection.open(server)));
    for (const connection of connections) expect((await connection.get('/healthz')).status).toBe(200);
    process.kill(server.pid, 'SIGHUP');
    const lasts = connections.map(async (connection) => {
      for (;;) {
        const { status, headers } = await connection.get('/healthz');
        expect(status).toBe(200);
        if ((headers as Record<string, unknown>)['connection'] === 'close') return connection.closed;
      }
    });
    await Promise.all(lasts);
  });

  it('answers what it has accepted when it is stopped, and ends with 0', async () => {
    const sale = await openSale(server.database, { stock: 60, crowd: shoppers });
    const rush = sale.rush();
    await sale.told(20);
    const workers = childrenOf(server.pid);
    const stop = server.stop();
    // A supervisor may send the signal to all processes of the service.
    for (const pid of workers) process.kill(pid, 'SIGTERM');
    expect(await stop).toBe(0);
    expect(workers.filter(isAlive)).toEqual([]);
    await server.start();
    await rush;
    await sale.expectExact();
  });

  it('leaves no worker behind when its first process is killed', async () => {
    const workers = childrenOf(server.pid);
    await server.kill('SIGKILL');
    const left = await eventually(
      () => Promise.resolve(workers.filter(isAlive)),
      (pids) => pids.length === 0,
    );
    expect(left).toEqual([]);
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
