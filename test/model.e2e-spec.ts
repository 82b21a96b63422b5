import fc from 'fast-check';
import { rounds } from './faults/rounds.js';
import { happenings, MEMBERS, WORKS } from './model/commands.js';
import { NaiveEvent } from './model/naive-event.js';
import { RealEvent } from './model/real-event.js';
import { crowd, SECRET_KEY } from './support/crowd.js';
import { operator } from './support/panel-client.js';
import { onEachDatabase } from './support/on-each-database.js';
import { startServer } from './support/server.js';
import { verification } from './support/verification.js';

// A seed that failed, as fast-check prints it.
const seed = process.env['TOODAT_SEED'] && { seed: Number(process.env['TOODAT_SEED']) };

onEachDatabase('Any sequence of requests at an event', (kind) => {
  it('gets the answers of a naive model', async () => {
    const server = await startServer({ database: kind, env: { SECRET_KEY } });
    const [admin, shoppers] = [await operator(server), await crowd(server, MEMBERS)];
    await fc.assert(
      fc.asyncProperty(fc.nat(6), happenings, async (stock, commands) => {
        const real = await RealEvent.open(server, admin, shoppers, stock, WORKS);
        const model = new NaiveEvent(stock);
        await fc.asyncModelRun(() => ({ model, real }), commands);
        expect(await real.left()).toBe(model.coupon.left);
      }),
      { numRuns: rounds(40), ...seed, endOnFailure: false },
    );
    expect(await verification(server.database)).toEqual({ code: 0, found: [] });
  }, 300_000);
});
