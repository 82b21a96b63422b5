import type { Press } from '../src/coupon/issuing/press.js';
import { Application } from './support/application.js';
import { issueTogether } from './support/issuing.js';

type Metrics = typeof import('prom-client');
type Counts = { readonly overloaded: number; readonly failed: number };

/** As many presses wait for a coupon, and as many batches for the look-up of their coupon. */
const MAX_WAITING = 10_000;

describe('Presses that find a full queue', () => {
  let application: Application;

  beforeEach(async () => {
    application = await Application.start('sqlite');
  });

  /** The values of the metrics, as Prometheus reads them. */
  const counts = (): Promise<Counts> =>
    application.run(async ({ load }) => {
      const { register } = (await load<{ default: Metrics }>('../node_modules/prom-client/index.js')).default;
      const valueOf = async (name: string, result?: string): Promise<number> => {
        const { values } = await register.getSingleMetric(name)!.get();
        return values.find(({ labels }) => labels['result'] === result)!.value;
      };
      const overloaded = await valueOf('toodat_overloaded_requests_total');
      return { overloaded, failed: await valueOf('toodat_presses_total', 'failed') };
    });

  /** @returns how many of the presses were refused with OVERLOADED */
  async function refused(presses: readonly Press[]): Promise<number> {
    const answers = await issueTogether(application, presses);
    return answers.filter(({ refusal }) => refusal === 'OVERLOADED').length;
  }

  const press = (couponId: number): Press => ({ couponId, workId: 1, userId: 1 });

  it('of their coupon are counted as refused', async () => {
    expect(await refused(Array.from({ length: MAX_WAITING + 3 }, () => press(99)))).toBe(3);
    expect(await counts()).toEqual({ overloaded: 3, failed: 0 });
  });

  it('of coupons to look up are counted one by one, as refused and not as failed', async () => {
    const others = Array.from({ length: MAX_WAITING }, (_, index) => press(1_000 + index));
    const together = [press(99), press(99), press(99)];
    expect(await refused([...others, ...together])).toBe(3);
    expect(await counts()).toEqual({ overloaded: 3, failed: 0 });
  });
});
