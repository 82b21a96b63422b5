import { codeColumn } from './code-column.js';
import { EVENT, inAWeek, storedSession } from './event.js';

const NOW = new Date('2026-11-22T05:00:00.000Z');
const ROWS_PER_MOVEMENT = 100;
const FIRST_HOLDER_ID = 1_000_000;
const AUDIT_ENTRIES = 100_000;

/**
 * Inserts works, coupons, members with sessions and regulars who hold a few coupons, into a database with the service's schema.
 * @param plan `{ members, secret, coupons }`; `coupons` are the ids of further coupons with stock
 */
export function fillEvent(store, { members, secret, coupons }) {
  return store.filling(async () => {
    const { firstMemberId, firstRegularId, regulars, works, coupon, emptyCoupon, stock } = EVENT;
    await insertWorks(store, works);
    await insertUsers(store, firstRegularId, regulars);
    await insertUsers(store, firstMemberId, members);
    const userIds = [...range(firstRegularId, regulars), ...range(firstMemberId, members)];
    await insertSessions(store, userIds, secret);
    await insertCoupons(store, coupon, coupon, stock);
    await insertCoupons(store, emptyCoupon, emptyCoupon, 0);
    if (coupons.length > 0) await insertCoupons(store, coupons[0], coupons.at(-1), stock);
    await insertIssued(store, 0, EVENT.heldByRegular * regulars, {
      userId: `${firstRegularId} + i / ${EVENT.heldByRegular}`,
      workId: `1 + i % ${EVENT.heldByRegular}`,
    });
  });
}

/** Raises the number of coupons issued from EVENT.coupon from `from` to `to`, with the ledger. Their holders have no sessions. */
export function fillIssued(store, from, to) {
  return store.filling(() => insertIssuedWithHolders(store, from, to));
}

/** As `fillIssued`, for a database that a server uses. */
export async function insertIssuedWithHolders(store, from, to) {
  const { works } = EVENT;
  await insertUsers(store, FIRST_HOLDER_ID + from / works, (to - from) / works);
  // The regulars' codes come first in the sequence of codes.
  const earlier = EVENT.heldByRegular * EVENT.regulars;
  await insertIssued(store, earlier + from, earlier + to, {
    userId: `${FIRST_HOLDER_ID} + (i - ${earlier}) / ${works}`,
    workId: `1 + (i - ${earlier}) % ${works}`,
  });
}

/**
 * Inserts an operator with a session, marks some coupons as used or revoked, and adds the matching stock movements, rejected
 * presses and lines of the history.
 * @param {{ secret: string, rejectedMembers: number }} plan `rejectedMembers` members have rejected presses
 */
export function fillPanel(store, { secret, rejectedMembers }) {
  return store.filling(async () => {
    const { instant } = store.dialect;
    const { operatorId, coupon } = EVENT;
    await insertUsers(store, operatorId, 1);
    await store.rows(`UPDATE "user" SET is_admin = TRUE WHERE id = ${operatorId}`);
    await insertSessions(store, [operatorId], secret);
    await store.rows(`UPDATE coupon_user SET is_used = TRUE WHERE id % 5000 = 1`);
    await store.rows(`UPDATE coupon_user SET revoked_at = ${instant(NOW)} WHERE id % 5000 = 2`);
    await store.rows(`INSERT INTO coupon_usage (coupon_id, used, revoked)
      SELECT coupon_id, SUM(CASE WHEN is_used THEN 1 ELSE 0 END), COUNT(revoked_at) FROM coupon_user GROUP BY coupon_id`);
    await store.rows(`INSERT INTO stock_movement (coupon_id, kind, delta, by_user_id, note, created_at)
      SELECT coupon_id, 'returned', 1, ${operatorId}, NULL, ${instant(NOW)} FROM coupon_user WHERE revoked_at IS NOT NULL`);
    await store.rows(`UPDATE coupon SET count = count +
      (SELECT COUNT(*) FROM coupon_user i WHERE i.coupon_id = coupon.id AND i.revoked_at IS NOT NULL)`);
    await store.rows(`INSERT INTO stock_movement (coupon_id, kind, delta, by_user_id, note, created_at)
      VALUES (${coupon}, 'adjusted', 100, ${operatorId}, 'bench', ${instant(NOW)})`);
    await store.rows(`UPDATE coupon SET count = count + 100 WHERE id = ${coupon}`);
    await insertRejectedPresses(store, rejectedMembers);
    await insertAuditEntries(store);
  });
}

/** As many members as `members`, with a rejected press for each work. */
async function insertRejectedPresses(store, members) {
  const { series, instant } = store.dialect;
  const { coupon, works } = EVENT;
  await store.rows(`INSERT INTO rejected_press (user_id, coupon_id, work_id, presses, first_at, last_at, last_reason)
    SELECT ${FIRST_HOLDER_ID} + i / ${works}, ${coupon}, 1 + i % ${works}, 3, ${instant(NOW)}, ${instant(NOW)}, 'SOLD_OUT'
    FROM ${series(0, members * works - 1)}`);
}

/** Half of the acts are edits of works, half are cases. */
async function insertAuditEntries(store) {
  const { series, instant } = store.dialect;
  const insert = (action, kind, first) =>
    store.rows(`INSERT INTO audit_entry (created_at, actor_id, actor, address, action, target_kind, target_id, target, changes, reason)
      SELECT ${instant(NOW)}, ${EVENT.operatorId}, 'bench-' || (i % 50) || '@example.com', '127.0.0.1', '${action}', '${kind}',
        1 + i % ${EVENT.works}, NULL, NULL, NULL FROM ${series(first, first + AUDIT_ENTRIES / 2 - 1)}`);
  await insert('edit-work', 'work', 0);
  await insert('case', 'member', AUDIT_ENTRIES / 2);
}

const range = (first, length) => Array.from({ length }, (_, place) => first + place);

function insertWorks(store, works) {
  const { series, instant } = store.dialect;
  return store.rows(`INSERT INTO work (id, title, is_hidden, created_at, updated_at)
    SELECT i, '작품 ' || i, FALSE, ${instant(NOW)}, ${instant(NOW)} FROM ${series(1, works)}`);
}

function insertUsers(store, first, length) {
  const { series, instant } = store.dialect;
  const email = `'member-' || i || '@example.com'`;
  return store.rows(`INSERT INTO "user" (id, email, email_key, password, is_admin, is_active, session_epoch, created_at, updated_at)
    SELECT i, ${email}, ${email}, '!', FALSE, TRUE, 0, ${instant(NOW)}, ${instant(NOW)}
    FROM ${series(first, first + length - 1)}`);
}

function insertSessions(store, userIds, secret) {
  const { jsonRows, instant } = store.dialect;
  const sessions = userIds.map((userId) => storedSession(userId, secret));
  return store.rows(
    `INSERT INTO session (id, data, user_id, epoch, expires_at) SELECT value ->> 0, value ->> 1, CAST(value ->> 2 AS int), 0, ${instant(inAWeek())} FROM ${jsonRows}`,
    JSON.stringify(sessions),
  );
}

async function insertCoupons(store, first, last, stock) {
  const { series, instant } = store.dialect;
  await store.rows(`INSERT INTO coupon (id, name, discount_amount, discount_rate, count, is_hidden, created_at, updated_at)
    SELECT i, '쿠폰 ' || i, 1000, 10, ${stock}, FALSE, ${instant(NOW)}, ${instant(NOW)}
    FROM ${series(first, last)}`);
  await store.rows(`INSERT INTO stock_movement (coupon_id, kind, delta, created_at)
    SELECT id, 'opening', count, created_at FROM coupon WHERE id BETWEEN ${first} AND ${last}`);
}

/** Inserts rows `from` to `to` (exclusive) of EVENT.coupon. `userId` and `workId` are SQL expressions of the row number `i`. */
async function insertIssued(store, from, to, { userId, workId }) {
  const { series, instant } = store.dialect;
  const { coupon } = EVENT;
  await store.rows(`INSERT INTO coupon_user (coupon_id, user_id, work_id, code, is_used, created_at, updated_at)
    SELECT ${coupon}, ${userId}, ${workId}, ${codeColumn('i')}, FALSE, ${instant(NOW)}, ${instant(NOW)}
    FROM ${series(from, to - 1)}`);
  await store.rows(`INSERT INTO stock_movement (coupon_id, kind, delta, created_at)
    SELECT ${coupon}, 'issued', -${ROWS_PER_MOVEMENT}, ${instant(NOW)}
    FROM ${series(1, (to - from) / ROWS_PER_MOVEMENT)}`);
  await store.rows(`UPDATE coupon SET count = count - ${to - from} WHERE id = ${coupon}`);
}
