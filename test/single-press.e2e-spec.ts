import fc from 'fast-check';
import type { CouponUser } from '../src/coupon/issued/coupon-user.entity.js';
import type { IssueBatch } from '../src/coupon/issuing/issue-batch.js';
import { decide, holdingKey } from '../src/coupon/issuing/issue-decision.js';
import type { Press } from '../src/coupon/issuing/press.js';
import { aCoupon } from './builders/coupons.js';
import { memberRow } from './builders/member-row.js';
import { aWork } from './builders/works.js';
import { holdChange, holdLock, waitingForLock } from './faults/held-lock.js';
import { Application } from './support/application.js';
import { eventually } from './support/eventually.js';
import { issueTogether } from './support/issuing.js';
import { describeMissing } from './support/on-each-database.js';
import { hasPostgres } from './support/postgres.js';
import { countOf, insertRow, type TestDatabase } from './support/test-database.js';

const HOUR_MS = 3_600_000;

/** Hours from now; undefined: without limit. */
const hours = fc.constantFrom(undefined, -1, 1);
const holding = fc.constantFrom('none', 'held', 'revoked');
const states = fc.record({
  coupon: fc.record({
    count: fc.constantFrom(0, 1, 7),
    is_hidden: fc.boolean(),
    paused: fc.boolean(),
    starts_at: hours,
    ends_at: hours,
  }),
  couponExists: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
  work: fc.constantFrom('visible', 'visible', 'hidden', 'missing'),
  holding,
});

const name = 'A press that is alone in its batch, on PostgreSQL';
if (hasPostgres) describe(name, singlePress);
else describeMissing(name, 'PostgreSQL', singlePress);

function singlePress(): void {
  let application: Application;
  let database: TestDatabase;
  const works: Record<string, number> = { missing: 999_999 };
  let newMember: () => Promise<number>;

  beforeAll(async () => {
    application = await Application.start('postgres');
    database = application.database;
    const row = await memberRow('no-hash-is-compared-7');
    let serial = 0;
    newMember = () => insertRow(database, 'user', row(`single-${++serial}@example.com`));
    works['visible'] = await aWork(database);
    works['hidden'] = await aWork(database);
    await database.execute('UPDATE "work" SET "is_hidden" = TRUE WHERE "id" = $1', [works['hidden']]);
  });

  it('is issued by one statement in the same states of the database as by a batch', async () => {
    await fc.assert(
      fc.asyncProperty(states, async ({ coupon, couponExists, work, holding }) => {
        const { starts_at, ends_at, ...rest } = coupon;
        const at = (hours: number | undefined): Date | undefined =>
          hours === undefined ? undefined : new Date(Date.now() + hours * HOUR_MS);
        const limits = { ...(starts_at && { starts_at: at(starts_at)! }), ...(ends_at && { ends_at: at(ends_at)! }) };
        const couponId = couponExists ? await aCoupon(database, { ...rest, ...limits }) : 999_999;
        const press = { couponId, userId: await newMember(), workId: works[work]! };
        const holds = holding !== 'none' && couponExists && work !== 'missing';
        if (holds) await hold(press, holding === 'revoked');
        const row = { ...limits, startsAt: limits.starts_at ?? null, endsAt: limits.ends_at ?? null };
        const state = {
          coupon: couponExists
            ? { ...row, count: rest.count, isHidden: rest.is_hidden, paused: rest.paused }
            : undefined,
          works: new Set(work === 'visible' ? [press.workId] : []),
          held: new Map(holds ? [[holdingKey(press), {} as CouponUser]] : []),
          now: new Date(),
        };
        expect(await issuedAlone(press)).toBe(decide([press], state)[0]!.kind === 'issue');
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['the last unit went', '"count" = 0', 'SOLD_OUT'],
    ['the event was paused', '"paused" = TRUE', 'PAUSED'],
    ['the event ended', `"ends_at" = clock_timestamp()`, 'ENDED'],
    ['the coupon was hidden', '"is_hidden" = TRUE', 'DOES_NOT_EXIST'],
  ])('is refused if %s while it waited for the lock', async (_, change, refusal) => {
    const couponId = await aCoupon(database, { count: 1 });
    const press = { couponId, userId: await newMember(), workId: works['visible']! };
    const commit = await holdChange(database, `UPDATE "coupon" SET ${change} WHERE "id" = ${couponId}`);
    const answer = issueTogether(application, [press]);
    await waitingForLock(database, 1);
    await commit();
    expect(await answer).toEqual([{ refusal }]);
    expect(await countOf(database, 'coupon_user', `"coupon_id" = ${couponId}`)).toBe(0);
  });

  it('is refused if the event ended while it waited for a lock that changed nothing', async () => {
    const couponId = await aCoupon(database, { count: 1, ends_at: new Date(Date.now() + 1_500) });
    const press = { couponId, userId: await newMember(), workId: works['visible']! };
    const release = await holdLock(database, couponId);
    const answer = issueTogether(application, [press]);
    const isOver = async (): Promise<number> =>
      countOf(database, 'coupon', `"id" = ${couponId} AND "ends_at" <= now()`);
    expect(await eventually(isOver, (count) => count === 1)).toBe(1);
    await release();
    expect(await answer).toEqual([{ refusal: 'ENDED' }]);
    expect(await countOf(database, 'coupon_user', `"coupon_id" = ${couponId}`)).toBe(0);
  });

  it('leaves stock, ledger and rows that agree', async () => {
    const couponId = await aCoupon(database, { count: 3 });
    const refusals: (string | undefined)[] = [];
    for (let press = 0; press < 5; press++) {
      const [answer] = await issueTogether(application, [
        { couponId, userId: await newMember(), workId: works['visible']! },
      ]);
      refusals.push(answer!.refusal);
    }
    expect(refusals).toEqual([undefined, undefined, undefined, 'SOLD_OUT', 'SOLD_OUT']);
    expect(await countOf(database, 'stock_movement', `"coupon_id" = ${couponId} AND "delta" = -1`)).toBe(3);
    expect(await countOf(database, 'coupon', `"id" = ${couponId} AND "count" = 0`)).toBe(1);
  });

  async function hold({ couponId, userId, workId }: Press, isRevoked: boolean): Promise<void> {
    const now = new Date();
    await insertRow(database, 'coupon_user', {
      coupon_id: couponId,
      user_id: userId,
      work_id: workId,
      code: userId.toString(36).toUpperCase().padStart(8, 'Z'),
      is_used: false,
      revoked_at: isRevoked ? now : null,
      created_at: now,
      updated_at: now,
    });
  }

  function issuedAlone(press: Press): Promise<boolean> {
    return application.run(async ({ get, transactions }, press) => {
      const result = await transactions.run((tx) => get<IssueBatch>('IssueBatch').runOne(tx, press));
      return result !== undefined;
    }, press);
  }
}
