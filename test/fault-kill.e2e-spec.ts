import { randomInt } from 'node:crypto';
import { rounds } from './faults/rounds.js';
import { openSale } from './history/sale.js';
import { crowd, SECRET_KEY, type Shopper } from './support/crowd.js';
import { onEachDatabase } from './support/on-each-database.js';
import { startServer, type RunningServer } from './support/server.js';

const ROUNDS = rounds(3);
const STOCK = 60;
const env = { SECRET_KEY };

onEachDatabase('Nothing that was acknowledged is lost', (kind) => {
  let server: RunningServer;
  let shoppers: Shopper[];

  beforeAll(async () => {
    server = await startServer({ database: kind, env });
    shoppers = await crowd(server, 50);
  });

  it(`when the server is killed at a random moment of a sale, ${ROUNDS} times`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const sale = await openSale(server.database, { stock: STOCK, crowd: shoppers });
      const rush = sale.rush({ atOnce: randomInt(1, 33) });
      await sale.told(randomInt(STOCK));
      await server.kill('SIGKILL');
      await server.restart();
      await rush;
      await sale.expectExact();
    }
  });

  it('when one of two processes is killed while the other goes on issuing', async () => {
    const second = await startServer({ database: server.database, env });
    const sale = await openSale(server.database, { stock: STOCK, crowd: shoppers });
    const rush = sale.rush({ doors: [server, second] });
    await sale.told(STOCK / 3);
    await second.kill('SIGKILL');
    await second.restart();
    await rush;
    await sale.expectExact();
    await second.stop();
  });
});
