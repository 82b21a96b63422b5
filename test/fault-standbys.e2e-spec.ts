import {
  caughtUp,
  describeWithStandbys,
  issueWaits,
  promoteMostAdvanced,
  replicatedPostgres,
} from './faults/standbys.js';
import { contradictions } from './history/contradictions.js';
import { keptOf } from './history/kept.js';
import { openSale, type Sale } from './history/sale.js';
import { tallyOf, type Tally } from './history/tally.js';
import { crowd, SECRET_KEY } from './support/crowd.js';
import { describeWithNginx, startNginx } from './support/nginx.js';
import { startServer } from './support/server.js';
import type { TestDatabase } from './support/test-database.js';

const PROCESSES = 3;
const env = { SECRET_KEY };

const lossesOf = async (sale: Sale, database: TestDatabase): Promise<Tally> =>
  tallyOf(sale.history.tries, await keptOf(database, sale.coupon));

const DIES = 'When the machine of the PostgreSQL primary dies';

const behindNginx = (): void => {
  it('they go on with the promoted standby, and no coupon is lost', async () => {
    const { primary, standbys, name, database } = await replicatedPostgres(['a', 'b']);
    const behind = { ...env, TRUSTED_PROXIES: '1' };
    const first = await startServer({ database, env: behind });
    const others = Array.from({ length: PROCESSES - 1 }, () => startServer({ database, env: behind }));
    const servers = [first, ...(await Promise.all(others))];
    const pids = servers.map(({ pid }) => pid);
    const nginx = await startNginx(servers.map(({ baseUrl }) => baseUrl.replace('http://', '')));

    const sale = await openSale(database, { stock: 160, crowd: await crowd(first, 100) });
    const rush = sale.rush({ doors: [nginx] });
    await sale.told(50);
    await primary.kill();
    const promoted = await promoteMostAdvanced(standbys);
    name.leadTo(promoted.port);
    await rush;

    await sale.expectExact();
    expect(await lossesOf(sale, database)).toMatchObject({ acknowledged: 160, lost: 0, over: 0, double: 0 });
    expect(servers.map(({ pid }) => pid)).toEqual(pids);
    for (const server of servers) expect((await server.client().get('/healthz')).status).toBe(200);
  });
};
describeWithNginx('With three processes behind nginx', () => describeWithStandbys(DIES, behindNginx));

describeWithStandbys(DIES, () => {
  // The same fault with and without `synchronous_standby_names`. The standby misses what is issued while it is down.
  describe.each([
    { waits: true, name: 'while COMMIT waits for the standby, no coupon is lost' },
    { waits: false, name: 'while COMMIT does not wait for a standby, coupons are lost, which these tests notice' },
  ])('after its standby was down,', ({ waits, name: outcome }) => {
    it(outcome, async () => {
      const { primary, standbys, name, database } = await replicatedPostgres(['a'], waits);
      const server = await startServer({ database, env });
      const sale = await openSale(database, { stock: 40, crowd: await crowd(server, 20) });
      const presses = sale.presses();
      await sale.rush({ presses: presses.slice(0, 20) });
      await caughtUp(primary);
      await standbys[0]!.crash();
      const rush = sale.rush({ presses: presses.slice(20) });
      await (waits ? issueWaits(primary) : rush);
      expect(sale.history.issued).toBe(waits ? 20 : 40);
      await primary.kill();
      await standbys[0]!.launch();
      const promoted = await promoteMostAdvanced(standbys);
      name.leadTo(promoted.port);
      await rush;

      expect(await lossesOf(sale, database)).toMatchObject({
        acknowledged: 40,
        lost: waits ? 0 : 20,
        over: 0,
        double: 0,
      });
      // What is lost on purpose must not be in the report of `npm run test:faults`.
      if (waits) await sale.expectExact();
      else expect(contradictions(sale.history.tries, await keptOf(database, sale.coupon))).toHaveLength(20);
    });
  });
});
