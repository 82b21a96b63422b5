import { createHash, createHmac } from 'node:crypto';

/** The event that every contender is measured on. Ids are given, so that the load generator knows them. */
export const EVENT = {
  works: 100,
  /** Pressed one after the other by every member; works ids count from 1. */
  firstWorkId: 1,
  firstMemberId: 1_001,
  /** Members who look at the event page and hold some coupons already. They do not press. */
  regulars: 100,
  firstRegularId: 501,
  heldByRegular: 3,
  /** Reads the panel, in `panel`. */
  operatorId: 400,
  coupon: 1,
  emptyCoupon: 2,
  /** Pressed all at once by `growth`. */
  manyCoupons: Array.from({ length: 1_000 }, (_, place) => 3 + place),
  stock: 1_000_000_000,
};

const DAYS_MS = 24 * 60 * 60 * 1000;

/** @returns {string} the Cookie header of a logged-in member */
export function cookieOf(userId, secret) {
  const id = sessionIdOf(userId, secret);
  const signature = createHmac('sha256', secret).update(id).digest('base64').replace(/=+$/, '');
  return `sessionid=${encodeURIComponent(`s:${id}.${signature}`)}`;
}

/** What logging in leaves in the table: the hash of the session id, and express-session's JSON. */
export function storedSession(userId, secret) {
  const cookie = { originalMaxAge: 3_600_000, expires: inAWeek(), httpOnly: true, path: '/', sameSite: 'lax' };
  const data = JSON.stringify({ cookie, passport: { user: { id: userId, epoch: 0 } } });
  return [createHash('sha256').update(sessionIdOf(userId, secret)).digest('hex'), data, userId];
}

export const inAWeek = () => new Date(Date.now() + 7 * DAYS_MS);

/** As many random-looking characters as express-session's, but the same each time. */
function sessionIdOf(userId, secret) {
  return createHmac('sha256', secret).update(`session of ${userId}`).digest('base64url').slice(0, 32);
}
