import { ownCluster } from './faults/own-cluster.js';
import { rounds } from './faults/rounds.js';
import { COME_BACK } from './history/outcome.js';
import { openSale } from './history/sale.js';
import { crowd, SECRET_KEY, type Shopper } from './support/crowd.js';
import { onPostgres } from './support/on-each-database.js';
import type { PostgresCluster } from './support/postgres-cluster.js';
import { startServer, type RunningServer } from './support/server.js';

const ROUNDS = rounds(2);
const STOCK = 80;

function suite(): void {
  let cluster: PostgresCluster;
  let server: RunningServer;
  let shoppers: Shopper[];
  let pid: number;

  beforeAll(async () => {
    const [started, database] = await ownCluster();
    cluster = started;
    server = await startServer({ database, env: { SECRET_KEY } });
    shoppers = await crowd(server, 60);
    pid = server.pid;
  });

  // The server itself goes on all the time.
  afterEach(async () => {
    expect((await server.client().get('/healthz')).status).toBe(200);
    expect(server.pid).toBe(pid);
  });

  it(`is stopped at once in the middle of a sale and comes back, ${ROUNDS} times`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const sale = await openSale(server.database, { stock: STOCK, crowd: shoppers });
      const rush = sale.rush();
      await sale.told(Math.ceil((STOCK / ROUNDS) * round));
      await cluster.crash();
      await cluster.launch();
      await rush;
      await sale.expectExact();
    }
  });

  it('is down when a member presses: the press gets 503, and later the coupon', async () => {
    const sale = await openSale(server.database, { stock: STOCK, crowd: shoppers });
    const press = { shopper: shoppers[0]!, work: sale.works[0]! };
    await cluster.crash();
    expect(await sale.press(press)).toEqual({ kind: 'unknown', why: COME_BACK });
    await cluster.launch();
    expect(await sale.pressUntilKnown(press)).toMatchObject({ kind: 'ok', fresh: true });
    await sale.expectExact();
  });

  it('hangs in the middle of a sale: presses get 503, and the server stays alive', async () => {
    const sale = await openSale(server.database, { stock: STOCK, crowd: shoppers });
    const rush = sale.rush();
    await sale.told(STOCK / 4);
    cluster.freeze();
    try {
      const toldToComeBack = sale.history.until(({ tries }) =>
        tries.some(({ outcome }) => outcome.kind === 'unknown' && outcome.why === COME_BACK),
      );
      expect((await server.client().get('/healthz')).status).toBe(200);
      await toldToComeBack;
      expect((await server.client().get('/healthz')).status).toBe(200);
    } finally {
      cluster.thaw();
    }
    await rush;
    await sale.expectExact();
  });

  it('is configured not to wait for the disk: the service waits all the same', async () => {
    await server.database.execute('ALTER DATABASE toodat SET synchronous_commit = off');
    await server.restart();
    pid = server.pid;
    for (let round = 0; round < 3; round++) {
      const sale = await openSale(server.database, { stock: STOCK, crowd: shoppers });
      const rush = sale.rush();
      await sale.told(STOCK / 2);
      await cluster.crash();
      await cluster.launch();
      await rush;
      await sale.expectExact();
    }
  });
}

onPostgres('A sale stays exact when PostgreSQL', suite);
