import pLimit from 'p-limit';
import { memberRow } from '../builders/member-row.js';
import type { Answer } from './answer.js';
import type { Client } from './client.js';
import type { RunningServer } from './server.js';
import { insertRow } from './test-database.js';

export const PASSWORD = 'nine-purple-lanterns-42';

// The server hashes a few passwords at a time and turns the rest away when its queue is full.
const LOGINS_AT_ONCE = 8;

let serial = 0;

export const newEmail = (): string => `member-${++serial}-${process.pid}@example.com`;

export function signUp(client: Client, email = newEmail(), password = PASSWORD): Promise<Answer> {
  return client.post('/account/signup/', { email, password, confirm_password: password });
}

export async function logIn(client: Client, email: string, password = PASSWORD): Promise<Answer> {
  return client.post('/account/login/', { email, password });
}

/** A member who signed up and logged in by HTTP. */
export async function member(server: RunningServer, email = newEmail()): Promise<Client> {
  const client = server.client();
  expectStatus(await signUp(client, email), 201);
  expectStatus(await logIn(client, email), 200);
  return client;
}

/** Many logged-in members: their accounts are written into the table, only the logins go through the server. */
export async function members(server: RunningServer, count: number): Promise<Client[]> {
  const limit = pLimit(LOGINS_AT_ONCE);
  const row = await memberRow(PASSWORD);
  const one = async (): Promise<Client> => {
    const email = newEmail();
    await insertRow(server.database, 'user', row(email));
    const client = server.client();
    expectStatus(await logIn(client, email), 200);
    return client;
  };
  return Promise.all(Array.from({ length: count }, () => limit(one)));
}

function expectStatus(answer: Answer, status: number): void {
  if (answer.status !== status)
    throw new Error(`Expected ${status}, got ${answer.status}: ${answer.text.slice(0, 500)}`);
}
