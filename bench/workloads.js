import { cookieOf, EVENT } from './databases/event.js';

const PRESSES = { firstUserId: EVENT.firstMemberId, firstWorkId: EVENT.firstWorkId };

/**
 * The kinds of requests that are measured. `expect` describes a correct response; `by` selects the cookies; with `coupons` the
 * requests are presses for these coupons.
 */
export const workloads = [
  {
    key: 'works',
    label: `GET /work/ (${EVENT.works} works)`,
    path: '/work/',
    pages: true,
    by: 'members',
    expect: { status: 200, leastBytes: 5_000, says: `"id":${EVENT.works},` },
  },
  {
    key: 'event',
    label: 'GET /event/ for a member',
    path: '/event/',
    pages: true,
    by: 'regulars',
    expect: { status: 200, leastBytes: 5_000, says: '/logout-page/' },
  },
  {
    key: 'sold-out',
    label: 'refusals as sold out',
    path: '/couponuser/',
    by: 'members',
    coupons: [EVENT.emptyCoupon],
    expect: { status: 400, leastBytes: 10, says: 'SOLD_OUT' },
  },
  {
    key: 'issuing',
    label: 'issuing',
    path: '/couponuser/',
    by: 'members',
    coupons: [EVENT.coupon],
    audited: true,
    expect: { status: 201, leastBytes: 100, says: '"code":"' },
  },
  {
    key: 'issuing-many',
    label: `issuing, ${EVENT.manyCoupons.length.toLocaleString('en')} coupons at once`,
    path: '/couponuser/',
    by: 'members',
    coupons: EVENT.manyCoupons,
    audited: true,
    growthOnly: true,
    expect: { status: 201, leastBytes: 100, says: '"code":"' },
  },
];

/** The response of the bare servers. */
const FIXED = { status: 201, leastBytes: 100 };

/** Whether the contender can run this workload. */
export const fits = (workload, { fixed, keepsLedger }) => !workload.pages || fixed || keepsLedger;

/** @returns {Record<'members' | 'regulars', string[]>} a Cookie header for each member */
export function cookiesOf({ members, secret }) {
  const all = (first, length) => Array.from({ length }, (_, place) => cookieOf(first + place, secret));
  return { members: all(EVENT.firstMemberId, members), regulars: all(EVENT.firstRegularId, EVENT.regulars) };
}

/**
 * The load generator's job, without port, connections and times.
 * @param {number} from number of the first press; earlier ones were sent on the same database before
 */
export function jobOf({ path, by, coupons, expect }, contender, cookiesByWhom, from) {
  const cookies = cookiesByWhom[by];
  const users = cookies.length;
  const presses = coupons && { ...PRESSES, coupons, users, from, to: users * EVENT.works };
  return { path, cookies, presses, expect: contender.fixed ? FIXED : expect };
}
