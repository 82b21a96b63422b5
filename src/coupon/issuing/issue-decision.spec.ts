import fc from 'fast-check';
import type { CouponUser } from '../issued/coupon-user.entity.js';
import { decide, holdingKey, type IssueState, type Decision } from './issue-decision.js';
import { closedReason } from '../event-hours.js';
import type { Press } from './press.js';

const COUPON = 1;
const NOW = new Date('2026-11-22T03:00:00Z');
const ids = fc.integer({ min: 1, max: 4 });
const pressed = fc.record({ couponId: fc.constant(COUPON), workId: ids, userId: ids });
const held = fc.uniqueArray(fc.record({ workId: ids, userId: ids }), { selector: holdingKey, maxLength: 6 });

const open = { isHidden: false, paused: false, startsAt: null, endsAt: null };

const state = (count: number, works: number[], holders: Pick<Press, 'workId' | 'userId'>[]): IssueState => ({
  coupon: { ...open, count },
  works: new Set(works),
  held: new Map(holders.map((holder) => [holdingKey(holder), { ...holder, code: 'HELDHELD' } as CouponUser])),
  now: NOW,
});

/** What anybody would write first: one press after the other, each against the state that the one before left. */
function oneByOne(presses: readonly Press[], start: IssueState): string[] {
  let left = start.coupon?.count ?? 0;
  const holders = new Set(start.held.keys());
  return presses.map((press) => {
    if (holders.has(holdingKey(press))) return 'has it';
    if (!start.works.has(press.workId)) return 'missing';
    if (left <= 0) return 'sold-out';
    left -= 1;
    holders.add(holdingKey(press));
    return 'issue';
  });
}

const inShort = ({ kind }: Decision): string => (kind === 'held' || kind === 'repeated' ? 'has it' : kind);

describe('Deciding a batch of presses', () => {
  it('gives the same decisions as one press after the other', () => {
    fc.assert(
      fc.property(
        fc.array(pressed, { maxLength: 40 }),
        fc.nat(8),
        fc.array(ids),
        held,
        (presses, count, works, holders) => {
          const start = state(count, works, holders);
          expect(decide(presses, start).map(inShort)).toEqual(oneByOne(presses, start));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('gives the same decisions however the presses are divided into batches', () => {
    fc.assert(
      fc.property(fc.array(pressed, { maxLength: 40 }), fc.nat(8), fc.nat(40), held, (presses, count, cut, holders) => {
        const start = state(count, [1, 2, 3], holders);
        const first = decide(presses.slice(0, cut), start);
        const accepted = presses.slice(0, cut).filter((_, place) => first[place]!.kind === 'issue');
        const between = state(count - accepted.length, [1, 2, 3], [...holders, ...accepted]);
        const second = decide(presses.slice(cut), between);
        expect([...first, ...second].map(inShort)).toEqual(decide(presses, start).map(inShort));
      }),
    );
  });

  it('refers a repeated press to the one that got the coupon', () => {
    const press = { couponId: COUPON, workId: 2, userId: 3 };
    const other = { ...press, userId: 4 };
    expect(decide([other, press, press], state(9, [2], []))[2]).toEqual({ kind: 'repeated', of: 1 });
  });

  it('returns the held coupon although the event has ended, is hidden and sold out', () => {
    const press = { couponId: COUPON, workId: 2, userId: 3 };
    const over = state(0, [], [press]);
    const [outcome] = decide([press], { ...over, coupon: { ...open, count: 0, isHidden: true, endsAt: NOW } });
    expect(outcome).toMatchObject({ kind: 'held', row: { code: 'HELDHELD' } });
  });

  it('issues nothing for a missing or hidden coupon or a missing work', () => {
    const press = { couponId: COUPON, workId: 2, userId: 3 };
    const there = state(5, [2], []);
    const missing = (couponMissing: boolean, workMissing: boolean): Decision => ({
      kind: 'missing',
      couponMissing,
      workMissing,
    });
    expect(decide([press], { ...there, coupon: undefined })).toEqual([missing(true, false)]);
    expect(decide([press], { ...there, coupon: { ...open, count: 5, isHidden: true } })).toEqual([
      missing(true, false),
    ]);
    expect(decide([press], { ...there, works: new Set() })).toEqual([missing(false, true)]);
  });
});

describe('Opening hours', () => {
  const at = (offsetMs: number): Date => new Date(NOW.getTime() + offsetMs);

  it.each([
    ['open without hours', open, undefined],
    ['closed a moment before the start', { ...open, startsAt: at(1) }, 'not-started'],
    ['open at the start', { ...open, startsAt: NOW }, undefined],
    ['open a moment before the end', { ...open, endsAt: at(1) }, undefined],
    ['closed at the end', { ...open, endsAt: NOW }, 'ended'],
    ['closed while paused', { ...open, paused: true }, 'paused'],
    ['over rather than paused', { ...open, paused: true, endsAt: at(-1) }, 'ended'],
    ['not started rather than paused', { ...open, paused: true, startsAt: at(1) }, 'not-started'],
  ])('%s', (_, hours, expected) => {
    expect(closedReason(hours, NOW)).toBe(expected);
  });
});
