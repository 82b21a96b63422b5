import { RANK, type Condition } from './condition.js';
import { emailTest, isBeginning } from './conditions.js';
import type { FilterValue } from './field.js';

/** The most members that are looked up for the beginning of an email. */
const MAX_MEMBERS = 1_000;

/** Coupons issued to the member with this email, or to members whose email begins with the typed text. */
export function heldByEmail({ value }: FilterValue): Condition | undefined {
  if (!isBeginning(value)) return undefined;
  const { sql, parameters } = emailTest(value);
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
    unlimited: {
      // As a value, because PostgreSQL could read all members for a join.
      sql: (column) => `(SELECT ${sql('"email_key"')} FROM "user" WHERE "user"."id" = ${column})`,
      parameters,
    },
  };
}
