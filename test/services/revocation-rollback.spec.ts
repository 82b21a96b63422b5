import type { RevocationService } from '../../src/coupon/issued/revocation/revocation.service.js';
import { BY } from '../builders/actors.js';
import { aSoldCoupon, type SoldCoupon } from '../builders/sold-coupon.js';
import { allRows } from '../support/all-rows.js';
import { Application, type Remote } from '../support/application.js';
import { onEachDatabase } from '../support/on-each-database.js';
import { keptOf } from '../support/revoking.js';
import { countOf } from '../support/test-database.js';
import { whileInsertsFail } from '../support/while-inserts-fail.js';

const WORKER = 'worker-of-the-test';
const ISSUED = 3;

type Running = { readonly service: Remote<RevocationService>; readonly id: number; readonly sold: SoldCoupon };

const page = ({ service, id, sold: { coupon, ids } }: Running): Promise<unknown> =>
  service.advance(
    id,
    WORKER,
    ids.map((one) => ({ id: one, couponId: coupon })),
  );

const ACTS: Record<string, (running: Running) => Promise<unknown>> = {
  'a page': page,
  cancellation: ({ service, id }) => service.cancel(id, BY),
  completion: ({ service, id }) => service.end(id, WORKER, 'completed'),
  failure: ({ service, id }) => service.end(id, WORKER, 'failed'),
};

onEachDatabase('A step of a revocation and its line of the history', (kind) => {
  let application: Application;

  beforeAll(async () => {
    application = await Application.start(kind);
    // The test takes its place.
    await application.service<{ onModuleDestroy(): Promise<void> }>('RevocationRunnerService').onModuleDestroy();
  });

  async function running(returnsUnits: boolean): Promise<Running> {
    const service = application.service<RevocationService>('RevocationService');
    const sold = await aSoldCoupon(application.database, { issued: ISSUED });
    const terms = { filters: [['coupon', String(sold.coupon)]], returnsUnits, reason: '고객 요청', by: BY } as const;
    const { id } = await service.start({ ...terms, requestKey: null, expected: null, upTo: undefined });
    expect(await service.claim(WORKER)).toMatchObject({ id });
    return { service, id, sold };
  }

  async function expectAllOrNothing(table: string, act: () => Promise<unknown>): Promise<void> {
    const { database } = application;
    const before = await allRows(database);
    await whileInsertsFail(database, table, () => expect(act()).rejects.toThrow());
    expect(await allRows(database)).toEqual(before);
    await act();
    expect((await allRows(database))['audit_entry']!.length).toBeGreaterThan(before['audit_entry']!.length);
  }

  it.each(Object.keys(ACTS))('are kept together or not at all: %s', async (name) => {
    const run = await running(true);
    await expectAllOrNothing('audit_entry', () => ACTS[name]!(run));
    await run.service.cancel(run.id, BY);
    expect(await countOf(application.database, 'revocation', `"state" = 'running'`)).toBe(0);
  });

  it.each([true, false])(
    'are refused together with the ledger of the stock: units return: %s',
    async (returnsUnits) => {
      const run = await running(returnsUnits);
      await expectAllOrNothing('stock_movement', () => page(run));
      const kept = await keptOf(application.database, run.sold.coupon);
      const states = kept.map(({ isRevoked, isWithdrawn }) => [isRevoked, isWithdrawn]);
      expect(states).toEqual(Array(ISSUED).fill([true, !returnsUnits]));
      await run.service.cancel(run.id, BY);
    },
  );
});
