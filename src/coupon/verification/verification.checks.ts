import type { DatabaseKind } from '../../platform/config/database-url.js';

/** A rule that must hold in every committed state. `sql` returns the rows that break it; none if the rule holds. */
export type Check = { readonly name: string; readonly says: string; readonly sql: string };

/** Wider than the alphabet of new codes: the original service drew from all letters and digits. */
const WELL_FORMED: Readonly<Record<DatabaseKind, string>> = {
  postgres: `code ~ '^[A-Za-z0-9]{8}$'`,
  sqlite: `code GLOB '${'[A-Za-z0-9]'.repeat(8)}'`,
};

/** For each coupon: the units added, issued, returned and withdrawn according to the ledger, and the counts of its issued coupons. */
const LEDGER_SUMMARY = `
  SELECT c.id AS coupon_id, c.count,
    COALESCE(m.ledger_left, 0) AS ledger_left, COALESCE(m.ledger_supply, 0) AS ledger_supply,
    COALESCE(m.ledger_issued, 0) AS ledger_issued, COALESCE(m.ledger_returned, 0) AS ledger_returned,
    COALESCE(m.ledger_withdrawn, 0) AS ledger_withdrawn,
    COALESCE(i.issued, 0) AS issued, COALESCE(i.revoked, 0) AS revoked, COALESCE(i.used, 0) AS used,
    COALESCE(i.withdrawn, 0) AS withdrawn,
    COALESCE(u.used, 0) AS counted_used, COALESCE(u.revoked, 0) AS counted_revoked
  FROM coupon c
  LEFT JOIN (
    SELECT coupon_id, SUM(delta) AS ledger_left,
      SUM(CASE WHEN kind IN ('opening', 'adjusted', 'withdrawn') THEN delta ELSE 0 END) AS ledger_supply,
      SUM(CASE WHEN kind = 'issued' THEN -delta ELSE 0 END) AS ledger_issued,
      SUM(CASE WHEN kind IN ('returned', 'restored') THEN delta ELSE 0 END) AS ledger_returned,
      SUM(CASE WHEN kind = 'withdrawn' THEN -delta ELSE 0 END) AS ledger_withdrawn
    FROM stock_movement GROUP BY coupon_id
  ) m ON m.coupon_id = c.id
  LEFT JOIN (
    SELECT coupon_id, COUNT(*) AS issued, COUNT(revoked_at) AS revoked,
      COUNT(CASE WHEN is_used AND revoked_at IS NULL THEN 1 END) AS used,
      COUNT(CASE WHEN unit_withdrawn THEN 1 END) AS withdrawn
    FROM coupon_user GROUP BY coupon_id
  ) i ON i.coupon_id = c.id
  LEFT JOIN coupon_usage u ON u.coupon_id = c.id`;

const couponsWhere = (broken: string): string =>
  `SELECT * FROM (${LEDGER_SUMMARY}) AS summary WHERE ${broken} ORDER BY coupon_id`;

/** Rows of `child` whose `column` refers to a row of `parent` that does not exist. */
const orphans = (child: string, column: string, parent: string): string =>
  `SELECT child.* FROM ${child} child WHERE child.${column} IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM "${parent}" parent WHERE parent.id = child.${column}) ORDER BY child.id`;

const fileIsWhole: Check = {
  name: 'DAMAGED_FILE',
  says: '데이터베이스 파일이 손상되었습니다',
  sql: `SELECT integrity_check AS problem FROM pragma_integrity_check WHERE integrity_check <> 'ok'`,
};

export const verificationChecks = (kind: DatabaseKind): readonly Check[] => [
  {
    name: 'NEGATIVE_STOCK',
    says: '재고가 0보다 작습니다',
    sql: 'SELECT id, count FROM coupon WHERE count < 0 ORDER BY id',
  },
  {
    name: 'OVER_ISSUED',
    says: '들어온 재고보다 많이 발급되었습니다',
    sql: couponsWhere('issued - revoked > ledger_supply'),
  },
  {
    name: 'STOCK_NOT_FROM_LEDGER',
    says: '남은 재고가 장부의 합과 다릅니다',
    sql: couponsWhere('count <> ledger_left'),
  },
  {
    name: 'ISSUED_NOT_IN_LEDGER',
    says: '발급된 쿠폰 수가 장부와 다릅니다',
    sql: couponsWhere('issued <> ledger_issued'),
  },
  {
    name: 'RETURNED_NOT_IN_LEDGER',
    says: '회수된 쿠폰 수가 장부와 다릅니다',
    sql: couponsWhere('revoked <> ledger_returned'),
  },
  {
    name: 'WITHDRAWN_NOT_IN_LEDGER',
    says: '재고로 돌아가지 않은 쿠폰 수가 장부와 다릅니다',
    sql: couponsWhere('withdrawn <> ledger_withdrawn'),
  },
  {
    name: 'USAGE_MISCOUNTED',
    says: '사용·회수된 쿠폰 수가 세어 둔 수와 다릅니다',
    sql: couponsWhere('used <> counted_used OR revoked <> counted_revoked'),
  },
  {
    name: 'NO_OPENING',
    says: '장부에 시작 재고가 한 번 적혀 있어야 합니다',
    sql: `SELECT c.id AS coupon_id, COUNT(m.kind) AS openings FROM coupon c
          LEFT JOIN stock_movement m ON m.coupon_id = c.id AND m.kind = 'opening'
          GROUP BY c.id HAVING COUNT(m.kind) <> 1 ORDER BY c.id`,
  },
  {
    name: 'BAD_MOVEMENT',
    says: '장부의 종류와 수량이 맞지 않습니다',
    sql: `SELECT * FROM stock_movement WHERE NOT (
            (kind = 'opening' AND delta >= 0) OR kind = 'adjusted' OR (kind = 'issued' AND delta < 0)
            OR (kind = 'returned' AND delta > 0) OR (kind = 'restored' AND delta < 0) OR kind = 'withdrawn') ORDER BY id`,
  },
  {
    name: 'DOUBLE_HOLDING',
    says: '한 사람이 같은 쿠폰을 같은 작품으로 두 번 받았습니다',
    sql: `SELECT i.* FROM coupon_user i JOIN (
            SELECT coupon_id, user_id, work_id FROM coupon_user GROUP BY coupon_id, user_id, work_id HAVING COUNT(*) > 1
          ) twice ON twice.coupon_id = i.coupon_id AND twice.user_id = i.user_id AND twice.work_id = i.work_id
          ORDER BY i.id`,
  },
  {
    name: 'DOUBLE_CODE',
    says: '같은 쿠폰 번호가 두 번 발급되었습니다',
    sql: `SELECT i.* FROM coupon_user i JOIN (
            SELECT code FROM coupon_user GROUP BY code HAVING COUNT(*) > 1
          ) twice ON twice.code = i.code ORDER BY i.id`,
  },
  {
    name: 'BAD_CODE',
    says: '쿠폰 번호가 영문자와 숫자 8자리가 아닙니다',
    sql: `SELECT * FROM coupon_user WHERE NOT (${WELL_FORMED[kind]}) ORDER BY id`,
  },
  {
    name: 'ORPHAN_COUPON',
    says: '없는 쿠폰으로 발급되었습니다',
    sql: orphans('coupon_user', 'coupon_id', 'coupon'),
  },
  { name: 'ORPHAN_USER', says: '없는 회원에게 발급되었습니다', sql: orphans('coupon_user', 'user_id', 'user') },
  { name: 'ORPHAN_WORK', says: '없는 작품으로 발급되었습니다', sql: orphans('coupon_user', 'work_id', 'work') },
  {
    name: 'ORPHAN_MOVEMENT',
    says: '없는 쿠폰의 장부가 있습니다',
    sql: orphans('stock_movement', 'coupon_id', 'coupon'),
  },
  {
    name: 'ORPHAN_OPERATOR',
    says: '없는 회원이 움직인 재고가 있습니다',
    sql: orphans('stock_movement', 'by_user_id', 'user'),
  },
  ...(kind === 'sqlite' ? [fileIsWhole] : []),
];
