import type { Client } from './client.js';
import { member, newEmail } from './members.js';
import { eventually } from './eventually.js';
import type { RunningServer } from './server.js';
import type { TestDatabase } from './test-database.js';

/** A row of `rejected_press`; instants in milliseconds since 1970. */
export type Rejected = {
  readonly presses: number;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly lastReason: string;
};

export type Presser = { readonly client: Client; readonly id: number; readonly email: string };

export type Pressed = { readonly coupon: number; readonly work: number };

/** A new member who is logged in. */
export async function presser(server: RunningServer, email = newEmail()): Promise<Presser> {
  const client = await member(server, email);
  const [row] = await server.database.rows<{ id: number }>('SELECT "id" FROM "user" WHERE "email" = $1', [email]);
  return { client, id: row!.id, email };
}

/** Presses once. @returns the code of the refusal; undefined if the coupon was issued */
export async function refusalOf({ client }: Presser, press: Pressed): Promise<string | undefined> {
  const answer = await client.post('/couponuser/', press);
  return answer.status === 201 ? undefined : answer.json<{ code: string }>().code;
}

export async function rejected(
  database: TestDatabase,
  user: number,
  { coupon, work }: Pressed,
): Promise<Rejected | undefined> {
  const [row] = await database.rows<Record<string, unknown>>(
    'SELECT * FROM "rejected_press" WHERE "user_id" = $1 AND "coupon_id" = $2 AND "work_id" = $3',
    [user, coupon, work],
  );
  if (!row) return undefined;
  return {
    presses: Number(row['presses']),
    firstAt: milliseconds(row['first_at']),
    lastAt: milliseconds(row['last_at']),
    lastReason: String(row['last_reason']),
  };
}

/** Waits until so many presses are recorded. */
export const rejectedTimes = (
  database: TestDatabase,
  user: number,
  press: Pressed,
  presses: number,
): Promise<Rejected | undefined> =>
  eventually(
    () => rejected(database, user, press),
    (row) => (row?.presses ?? 0) >= presses,
  );

/** An instant as the database's driver returns it. */
export const milliseconds = (stored: unknown): number =>
  stored instanceof Date ? stored.getTime() : Date.parse(`${String(stored).replace(' ', 'T')}Z`);
