import { createHmac, createHash, randomBytes } from 'node:crypto';
import { memberRow } from '../builders/member-row.js';
import type { Client } from './client.js';
import { newEmail } from './members.js';
import type { RunningServer } from './server.js';
import { insertRow } from './test-database.js';

/** Shared by the servers whose sessions are written by `crowd`. */
export const SECRET_KEY = 'signs-the-sessions-of-a-crowd';

export type Shopper = { readonly id: number; readonly client: Client };

const SESSION_MS = 3_600_000;

/** Members with a session each, written into the tables: hundreds cost no password hash. The server runs on SECRET_KEY. */
export async function crowd(server: RunningServer, size: number): Promise<Shopper[]> {
  const row = await memberRow('no-hash-is-compared-7');
  const shoppers: Shopper[] = [];
  for (let member = 0; member < size; member++) {
    const id = await insertRow(server.database, 'user', row(newEmail()));
    const client = server.client();
    client.cookies.set('sessionid', await sessionOf(server, id));
    shoppers.push({ id, client });
  }
  return shoppers;
}

/** @returns the signed cookie, as the server would have set it at login */
async function sessionOf({ database }: RunningServer, id: number): Promise<string> {
  const key = randomBytes(24).toString('base64url');
  const expires = new Date(Date.now() + SESSION_MS);
  const cookie = { originalMaxAge: SESSION_MS, expires, httpOnly: true, path: '/', sameSite: 'lax', secure: false };
  const data = JSON.stringify({ cookie, passport: { user: { id, epoch: 0 } } });
  await database.execute(
    'INSERT INTO "session" ("id", "data", "user_id", "epoch", "expires_at") VALUES ($1, $2, $3, 0, $4)',
    [createHash('sha256').update(key).digest('hex'), data, id, expires],
  );
  const signature = createHmac('sha256', SECRET_KEY).update(key).digest('base64').replace(/=+$/, '');
  return encodeURIComponent(`s:${key}.${signature}`);
}
