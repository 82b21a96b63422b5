import { emailKey } from '../../account/email-address.js';
import { numbered } from '../../platform/database/sql/in-list.js';
import type { Statement } from '../../platform/database/sql/statement.js';
import { prefixRange } from '../table/conditions.js';

/** How many members a search by the beginning of an e-mail lists. */
export const MAX_MEMBERS = 20;

const EMAIL = numbered('SELECT id FROM "user" WHERE email_key = ?');
const CODE = numbered(
  'SELECT id, user_id FROM coupon_user WHERE code IN (?, ?) ORDER BY CASE code WHEN ? THEN 0 ELSE 1 END',
);
const ISSUED = numbered('SELECT id, user_id FROM coupon_user WHERE id = ?');

/** The member with this e-mail, in any spelling of the same mailbox. */
export const byEmail = (typed: string): Statement => ({ sql: EMAIL, parameters: [emailKey(typed)] });

/** The coupon with this code. Codes are upper case; old codes in other spellings are found if typed exactly. */
export const byCode = (typed: string): Statement => ({ sql: CODE, parameters: [typed.toUpperCase(), typed, typed] });

/** The issued coupon with this id. */
export const byIssued = (id: number): Statement => ({ sql: ISSUED, parameters: [id] });

/** The first members whose e-mail begins with the text, and one more if there are more. */
export function byPrefix(typed: string): Statement {
  const { sql, parameters } = prefixRange(emailKey(typed));
  return {
    sql: numbered(`SELECT id, email FROM "user" WHERE ${sql('email_key')} ORDER BY email_key LIMIT ${MAX_MEMBERS + 1}`),
    parameters,
  };
}
