import { emailKey } from '../../account/email-address.js';
import { RANK, type Condition } from './condition.js';
import { prefixRange } from './conditions.js';
import type { Wanted } from './field.js';

/** So many members are looked up for what somebody typed of an e-mail. */
const MAX_MEMBERS = 1_000;
const MAX_TEXT = 255;

/** Issued coupons of the members whose e-mail begins so. */
export function heldByEmail({ value }: Wanted): Condition | undefined {
  if (!value || value.length > MAX_TEXT || value.includes('\0')) return undefined;
  const { sql, parameters } = prefixRange(emailKey(value));
  const members = (limit: number): string =>
    `SELECT id FROM "user" WHERE ${sql('"email_key"')} ORDER BY "email_key" LIMIT ${limit}`;
  return {
    property: 'userId',
    sql: (column) => `${column} IN (${members(MAX_MEMBERS)})`,
    parameters,
    index: { rank: RANK.member, order: 'none' },
    exceeded: {
      sql: `(SELECT COUNT(*) > ${MAX_MEMBERS} FROM (${members(MAX_MEMBERS + 1)}) AS members)`,
      parameters,
    },
  };
}
