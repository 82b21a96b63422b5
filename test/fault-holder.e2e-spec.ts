import { proxiedDatabase } from './faults/proxied-database.js';
import { openSale } from './history/sale.js';
import { crowd, SECRET_KEY } from './support/crowd.js';
import { onPostgres } from './support/on-each-database.js';
import { startServer } from './support/server.js';

const env = { SECRET_KEY };

/** In the statement that inserts the coupons of a batch, which is sent under the lock of the coupon. */
const INSERT = 'AS new_row';

function holders(): void {
  it.each(['SIGKILL', 'SIGSTOP'] as const)(
    'gets %s: another process goes on with the coupon, and the sale stays exact',
    async (signal) => {
      const [proxied, line] = await proxiedDatabase();
      const holder = await startServer({ database: proxied, env });
      const direct = new URL(proxied.url);
      direct.port = String(line.leadsTo);
      const other = await startServer({ database: { ...proxied, url: direct.href }, env });
      const sale = await openSale(proxied, { stock: 35, crowd: await crowd(holder, 25) });
      const presses = sale.presses();
      const held = line.holdAt(INSERT);
      const ofHolder = sale.rush({ presses: presses.slice(0, 30), doors: [holder] });
      const letGo = await held;
      if (signal === 'SIGKILL') await holder.kill(signal);
      else process.kill(holder.pid, signal);
      // Only when all of these know their results, the first process goes on.
      const ofOther = await Promise.all(presses.slice(30, 45).map((press) => sale.pressUntilKnown(press, other)));
      expect(ofOther.map(({ kind }) => kind)).toEqual(ofOther.map(() => 'ok'));
      letGo();
      if (signal === 'SIGKILL') await holder.restart();
      else process.kill(holder.pid, 'SIGCONT');
      await ofHolder;
      await sale.expectExact();
    },
  );
}

onPostgres('When a process that holds the lock of a coupon', holders);
