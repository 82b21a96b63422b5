import { createHash, createHmac } from 'node:crypto';

/** The data of the event on which every contender is measured. Ids are fixed, so that the load generator knows them. */
export const EVENT = {
  works: 100,
  /** Every member presses for all works in order of id. */
  firstWorkId: 1,
  firstMemberId: 1_001,
  /** Number of members who request the event page and hold some coupons. They do not press. */
  regulars: 100,
  firstRegularId: 501,
  heldByRegular: 3,
  /** The operator of the command `panel`. */
  operatorId: 400,
  coupon: 1,
  emptyCoupon: 2,
  /** The coupons that the command `growth` issues simultaneously. */
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

/** @returns the values of a session's row: the hash of the session id, express-session's JSON, the member */
export function storedSession(userId, secret) {
  const cookie = { originalMaxAge: 3_600_000, expires: inAWeek(), httpOnly: true, path: '/', sameSite: 'lax' };
  const data = JSON.stringify({ cookie, passport: { user: { id: userId, epoch: 0 } } });
  return [createHash('sha256').update(sessionIdOf(userId, secret)).digest('hex'), data, userId];
}

export const inAWeek = () => new Date(Date.now() + 7 * DAYS_MS);

/** As long as express-session's random ids, but derived from the member's id. */
function sessionIdOf(userId, secret) {
  return createHmac('sha256', secret).update(`session of ${userId}`).digest('base64url').slice(0, 32);
}
