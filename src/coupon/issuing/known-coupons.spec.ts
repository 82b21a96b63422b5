import { jest } from '@jest/globals';
import type { Row, Rows, SqlProgram } from '../../platform/database/sql/statement.js';
import type { Transactions } from '../../platform/database/transactions.js';
import type { Tx } from '../../platform/database/tx.js';
import { LiveCounters } from '../live/live-counters.js';
import { CouponIssuer } from './coupon-issuer.js';
import type { BatchProgram } from './batch-program.js';
import type { IssuingWriter } from './issuing-writer.js';
import { KnownCoupons } from './known-coupons.js';
import type { Press } from './press.js';

const WORK = 7;
const nextTick = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));
const press = (couponId: number): Press => ({ couponId, workId: WORK, userId: 3 });

describe('KnownCoupons', () => {
  /** Ids that are in the database. */
  let existing: Set<number>;
  /** The ids of each look-up. */
  let lookUps: number[][];
  let remaining: number | undefined;
  let known: KnownCoupons;
  let issuer: CouponIssuer;
  const write = jest.fn<IssuingWriter['write']>();

  beforeEach(() => {
    [existing, lookUps, remaining] = [new Set(), [], 5];
    const transactions = { read: (work: (tx: Tx) => SqlProgram<unknown>) => look(work) } as Transactions;
    known = new KnownCoupons(transactions);
    write.mockReset().mockImplementation((_, presses) => {
      const results = presses.map(() => ({ kind: 'sold-out' }) as const);
      return Promise.resolve({ results, remaining });
    });
    issuer = new CouponIssuer(transactions, { write, maxBatch: 256 }, {} as BatchProgram, known, new LiveCounters());
  });

  /** The database: two statements in one look, the coupons' and the works'. */
  async function look(work: (tx: Tx) => SqlProgram<unknown>): Promise<unknown> {
    const tx = {
      *rows(statement: { parameters: readonly unknown[] }): SqlProgram<readonly Row[]> {
        const [rows] = yield [{ sql: '', parameters: statement.parameters }];
        return rows!;
      },
    } as Tx;
    const steps = work(tx);
    const asked = steps.next([]).value as { parameters: [string] }[];
    const ids = JSON.parse(asked[0]!.parameters[0]) as number[];
    lookUps.push(ids);
    await new Promise(setImmediate);
    const found: Rows = [ids.filter((id) => existing.has(id)).map((id) => ({ id })), [{ id: WORK }]];
    return steps.next(found).value;
  }

  const told = (couponId: number): Promise<string> =>
    issuer.issue(press(couponId)).then(
      () => 'issued',
      (error: unknown) => (error as { code: string }).code,
    );

  it('looks up together the ids that are requested in one turn of the event loop', async () => {
    const ids = Array.from({ length: 100 }, (_, place) => 1_000 + place);
    expect(new Set(await Promise.all(ids.map(told)))).toEqual(new Set(['DOES_NOT_EXIST']));
    expect(lookUps).toEqual([ids]);
    expect(write).not.toHaveBeenCalled();
  });

  it('runs one lookup at a time', async () => {
    const first = told(1);
    await nextTick();
    const others = [told(2), told(3)];
    await nextTick();
    const last = told(1);
    await Promise.all([first, ...others, last]);
    expect(lookUps).toEqual([[1], [2, 3], [1]]);
  });

  it('looks up an id once', async () => {
    existing.add(1);
    for (let time = 0; time < 3; time++) expect(await told(1)).toBe('SOLD_OUT');
    expect(lookUps).toEqual([[1]]);
    expect(write).toHaveBeenCalledTimes(3);
  });

  it('removes an id that the transaction no longer finds', async () => {
    existing.add(1);
    await told(1);
    remaining = undefined;
    await told(1);
    existing.clear();
    expect(await told(1)).toBe('DOES_NOT_EXIST');
    expect(lookUps).toEqual([[1], [1]]);
  });

  it('keeps 5,000 ids at most, and removes the oldest', async () => {
    for (let id = 1; id <= 5_001; id++) existing.add(id);
    await Promise.all([...existing].map((id) => known.lookUp(id, [press(id)])));
    expect([1, 2, 5_001].map((id) => known.has(id))).toEqual([false, true, true]);
  });
});
