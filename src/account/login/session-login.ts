import type { Request } from 'express';
import { promisify } from 'node:util';
import { otherOutageOf } from '../../platform/database/database-failure.js';
import { unavailable } from '../../platform/errors/unavailable.js';

/** The member whose session is opened. `operatorAddress`: an operator has logged in from this address. */
export type LoggingIn = Express.User & { readonly operatorAddress?: string };

/** As `openSession`, after a login: the audit log records that an operator logged in. */
export function openLoginSession(request: Request, user: Express.User): Promise<void> {
  return openSession(request, user.isAdmin ? { ...user, operatorAddress: request.ip ?? '' } : user);
}

/**
 * Logs the member in under a new session id and destroys the browser's previous session.
 * @throws the store's error, or DomainError `UNAVAILABLE` for one of the database that has no name: whatever failed there, the member
 * can only try again. The member is then not logged in, and the response sets no cookie.
 */
export async function openSession(request: Request, user: LoggingIn): Promise<void> {
  try {
    await promisify<Express.User>(request.logIn.bind(request))(user);
  } catch (error) {
    // Otherwise express-session would send a cookie for the session that it could not save.
    (request as { session?: unknown }).session = undefined;
    const outage = otherOutageOf(error);
    throw outage ? unavailable(outage) : error;
  }
}

/** Logs the member out. Resolves after the session has been deleted from the database. */
export async function closeSession(request: Request): Promise<void> {
  await promisify(request.session.destroy.bind(request.session))();
}
