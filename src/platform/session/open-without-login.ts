import { sign } from 'cookie-signature';
import { randomBytes } from 'node:crypto';
import type { SqlProgram } from '../database/sql/statement.js';
import type { Tx } from '../database/tx.js';
import { SESSION_COOKIE } from './session-cookie.js';
import type { SessionOwner } from './session-owner.js';
import { Session } from './session.entity.js';
import { storedId } from './stored-session-id.js';

const DELETE_ALL = 'DELETE FROM "session"';

/** Whose cookies they are: a service with this `SECRET_KEY` accepts them until `expiresAt`. */
export type WithoutLogin = { readonly secretKey: string; readonly expiresAt: Date };

/** Ends all logins of a copy of the database. */
export function* deleteAllSessions(tx: Tx): SqlProgram<void> {
  yield* tx.rows({ sql: DELETE_ALL, parameters: [] });
}

/**
 * Opens sessions that no login has checked, for members who exist in a copy of the database only.
 * @returns a `Cookie` header for each owner
 */
export function* openWithoutLogin(
  tx: Tx,
  owners: readonly SessionOwner[],
  { secretKey, expiresAt }: WithoutLogin,
): SqlProgram<string[]> {
  const sessionIds = owners.map(() => randomBytes(24).toString('base64url'));
  const cookie = { originalMaxAge: null, expires: expiresAt, httpOnly: true, path: '/', sameSite: 'lax' };
  const rows = owners.map((owner, index) => ({
    id: storedId(sessionIds[index]!),
    data: JSON.stringify({ cookie, passport: { user: owner } }),
    userId: owner.id,
    epoch: owner.epoch,
    expiresAt,
  }));
  yield* tx.insert(Session, rows);
  return sessionIds.map((id) => `${SESSION_COOKIE}=${encodeURIComponent(`s:${sign(id, secretKey)}`)}`);
}
