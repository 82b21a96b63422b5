import { Application } from '../support/application.js';
import { onEachDatabase } from '../support/on-each-database.js';
import { countOf } from '../support/test-database.js';

const DAY_MS = 86_400_000;
const MAX_PENDING = 100_000;

type Sweeper = { sweepSome(): boolean };
type Rejected = typeof import('../../src/coupon/rejected/rejected-presses.js');
type Metrics = typeof import('prom-client');

onEachDatabase('RejectedPressSweeper', (kind) => {
  async function sweep(days: string): Promise<number> {
    const application = await Application.start(kind, { env: { REJECTED_PRESS_DAYS: days } });
    const { database } = application;
    const insert = `INSERT INTO "rejected_press" VALUES ($1, 1, 1, 1, $2, $3, 'SOLD_OUT')`;
    const first = new Date(Date.now() - 40 * DAY_MS);
    for (let user = 1; user <= 603; user++) {
      await database.execute(insert, [user, first, new Date(Date.now() - (user <= 600 ? 31 : 29) * DAY_MS)]);
    }
    const sweeper = application.service<Sweeper>('RejectedPressSweeper');
    while (await sweeper.sweepSome());
    return countOf(database, 'rejected_press');
  }

  it('deletes rows of which the last press is older than REJECTED_PRESS_DAYS, and no others', async () => {
    expect(await sweep('30')).toBe(3);
  });

  it('deletes none with REJECTED_PRESS_DAYS=0', async () => {
    expect(await sweep('0')).toBe(603);
  });
});

describe('RejectedPresses', () => {
  it('counts the presses for which it has no room, and does not keep them', async () => {
    const application = await Application.start('sqlite');
    const unrecorded = await application.run(async ({ get, load }, members) => {
      const presses = get<InstanceType<Rejected['RejectedPresses']>>('RejectedPresses');
      for (let userId = 1; userId <= members; userId++) {
        presses.add({ userId, couponId: 1, workId: 1 }, new Error('a fault'));
      }
      const { register } = (await load<{ default: Metrics }>('../node_modules/prom-client/index.js')).default;
      const { values } = await register.getSingleMetric('toodat_rejected_presses_unrecorded_total')!.get();
      return values[0]!.value;
    }, MAX_PENDING + 5);
    expect(unrecorded).toBe(5);
    expect(await application.close()).toBe(0);
  });

  it('writes once a second at most', async () => {
    const application = await Application.start('sqlite');
    const written = await application.run(async ({ get, transactions }) => {
      const { mock } = process.getBuiltinModule('node:test');
      const presses = get<InstanceType<Rejected['RejectedPresses']>>('RejectedPresses');
      const run = transactions.run.bind(transactions);
      let writes = 0;
      transactions.run = (act) => {
        writes++;
        return run(act);
      };
      mock.timers.enable({ apis: ['setTimeout'] });
      const counts: number[] = [];
      for (const [isPressed, ms] of [
        [1, 900],
        [1, 99],
        [0, 1],
        [1, 900],
        [1, 99],
        [0, 1],
      ] as const) {
        if (isPressed) presses.add({ userId: 1, couponId: 1, workId: 1 }, new Error('a fault'));
        mock.timers.tick(ms);
        await (presses as unknown as { writing: Promise<void> | undefined }).writing;
        counts.push(writes);
      }
      mock.timers.reset();
      return counts;
    });
    expect(written).toEqual([0, 0, 1, 1, 1, 2]);
  });
});
