import fc from 'fast-check';
import type { CouponUser } from '../src/coupon/issued/coupon-user.entity.js';
import { decide, holdingKey, type Decision } from '../src/coupon/issuing/issue-decision.js';
import type { Press } from '../src/coupon/issuing/press.js';
import { aCoupon } from './builders/coupons.js';
import { memberRow } from './builders/member-row.js';
import { aWork } from './builders/works.js';
import { holdChange, holdLock, waitingForLock } from './faults/held-lock.js';
import { Application } from './support/application.js';
import { eventually } from './support/eventually.js';
import { issueTogether } from './support/issuing.js';
import { onPostgres } from './support/on-each-database.js';
import { countOf, insertRow, type TestDatabase } from './support/test-database.js';

const HOUR_MS = 3_600_000;
const HELD_AT = new Date('2026-01-01T00:00:00Z');

/** Hours from now; undefined: without limit. */
const hours = fc.constantFrom(undefined, undefined, -1, 1);
const coupons = fc.record({
  count: fc.constantFrom(0, 1, 2, 3, 4, 9),
  is_hidden: often(false),
  paused: often(false),
  starts_at: hours,
  ends_at: hours,
  exists: often(true),
});
const presses = fc.array(
  fc.record({
    /** The number of a member; the same number twice is the same member. */
    member: fc.integer({ min: 1, max: 9 }),
    work: fc.constantFrom('visible', 'visible', 'visible', 'visible', 'other', 'other', 'other', 'hidden', 'missing'),
    holding: fc.constantFrom('none', 'none', 'none', 'none', 'none', 'none', 'none', 'none', 'held', 'revoked'),
  }),
  { minLength: 1, maxLength: 9 },
);

/** A boolean that is `usual` nine times of ten. */
function often(usual: boolean): fc.Arbitrary<boolean> {
  return fc.integer({ min: 0, max: 9 }).map((n) => (n > 0 ? usual : !usual));
}

/** What the client gets for each decision; a coupon has a code. */
const ANSWERS = {
  issue: 'code',
  held: 'ALREADY_ISSUED',
  repeated: 'ALREADY_ISSUED',
  missing: 'DOES_NOT_EXIST',
  'sold-out': 'SOLD_OUT',
} as const;
const CLOSED = { 'not-started': 'NOT_STARTED', ended: 'ENDED', paused: 'PAUSED' } as const;

function answerTo(decision: Decision): string {
  if (decision.kind === 'held' && decision.row.revokedAt) return 'REVOKED';
  return decision.kind === 'closed' ? CLOSED[decision.why] : ANSWERS[decision.kind];
}

onPostgres('A batch that is alone in its transaction, on PostgreSQL', singleStatement);

function singleStatement(): void {
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
    works['other'] = await aWork(database);
    works['hidden'] = await aWork(database);
    await database.execute('UPDATE "work" SET "is_hidden" = TRUE WHERE "id" = $1', [works['hidden']]);
  });

  it('gets the answers of `decide`, and is issued in one transaction', async () => {
    await fc.assert(
      fc.asyncProperty(coupons, presses, async ({ exists, starts_at, ends_at, ...rest }, asked) => {
        const at = (hours: number | undefined): Date | undefined =>
          hours === undefined ? undefined : new Date(Date.now() + hours * HOUR_MS);
        const limits = { ...(starts_at && { starts_at: at(starts_at)! }), ...(ends_at && { ends_at: at(ends_at)! }) };
        const couponId = exists ? await aCoupon(database, { ...rest, ...limits }) : 999_999;
        const members = new Map<number, number>();
        for (const { member } of asked) if (!members.has(member)) members.set(member, await newMember());
        const batch = asked.map(({ member, work }) => ({
          couponId,
          userId: members.get(member)!,
          workId: works[work]!,
        }));
        const held = new Map<string, CouponUser>();
        for (const [index, { holding, work }] of asked.entries()) {
          const key = holdingKey(batch[index]!);
          if (holding === 'none' || !exists || work === 'missing' || held.has(key)) continue;
          await hold(batch[index]!, holding === 'revoked');
          held.set(key, { revokedAt: holding === 'revoked' ? new Date() : null } as CouponUser);
        }
        const row = { startsAt: limits.starts_at ?? null, endsAt: limits.ends_at ?? null };
        const decisions = decide(batch, {
          coupon: exists ? { ...row, count: rest.count, isHidden: rest.is_hidden, paused: rest.paused } : undefined,
          works: new Set([works['visible']!, works['other']!]),
          held,
          now: new Date(),
        });
        const answers = await issueTogether(application, batch);
        expect(answers.map(({ code, refusal }) => (code ? 'code' : refusal))).toEqual(decisions.map(answerTo));
        if (!exists) return;
        const issued = decisions.filter(({ kind }) => kind === 'issue').length;
        expect(await countOf(database, 'coupon', `"id" = ${couponId} AND "count" = ${rest.count - issued}`)).toBe(1);
        const batches = await database.rows<{ id: string }>(
          'SELECT DISTINCT "xmin"::text AS "id" FROM "coupon_user" WHERE "coupon_id" = $1 AND "created_at" <> $2',
          [couponId, HELD_AT],
        );
        if (issued > 0) expect(batches).toHaveLength(1);
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
    const now = HELD_AT;
    await insertRow(database, 'coupon_user', {
      coupon_id: couponId,
      user_id: userId,
      work_id: workId,
      code: (1_000 * userId + workId).toString(36).toUpperCase().padStart(8, 'Z'),
      is_used: false,
      revoked_at: isRevoked ? now : null,
      created_at: now,
      updated_at: now,
    });
  }
}
