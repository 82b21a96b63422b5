import { roleOf } from '../../account/role.js';
import type { Row } from '../../platform/database/sql/statement.js';
import { isoText, isoTextOrNull } from './iso-text.js';
import type { CaseAct, CaseMember, HeldCoupon, Named } from './member-case.js';

export const memberOf = (row: Row): CaseMember => ({
  id: row['id'] as number,
  email: row['email'] as string,
  isActive: Boolean(row['is_active']),
  since: isoText(row['created_at']),
  role: roleOf({ isAdmin: Boolean(row['is_admin']), role: row['role'] as string | null }) ?? 'none',
});

/** @param what the prefix of the columns: `coupon` or `work` */
export const namedOf = (row: Row, what: 'coupon' | 'work'): Named => ({
  id: row[`${what}_id`] as number,
  title: row[`${what}_title`] as string | null,
  isHidden: Boolean(row[`${what}_is_hidden`]),
});

export const heldOf = (row: Row, searched: number): HeldCoupon => ({
  id: row['id'] as number,
  code: row['code'] as string,
  coupon: namedOf(row, 'coupon'),
  work: namedOf(row, 'work'),
  state: row['revoked_at'] !== null ? 'revoked' : row['is_used'] ? 'used' : 'usable',
  issuedAt: isoText(row['created_at']),
  usedAt: isoTextOrNull(row['used_at']),
  revokedAt: isoTextOrNull(row['revoked_at']),
  isSearched: row['id'] === searched,
});

export const actOf = (row: Row): CaseAct => ({
  id: row['id'] as number,
  at: isoText(row['created_at']),
  actor: row['actor'] as string,
  action: row['action'] as string,
  targetKind: row['target_kind'] as string,
  targetId: row['target_id'] as number,
  changes: row['changes'] as string | null,
  reason: row['reason'] as string | null,
});
