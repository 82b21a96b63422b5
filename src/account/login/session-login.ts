import type { Request } from 'express';
import { promisify } from 'node:util';

/**
 * Logs the member in under a new session id; the browser's former session is destroyed.
 * When the store refuses the session, nobody is logged in and no cookie is set.
 */
export async function openSession(request: Request, user: Express.User): Promise<void> {
  try {
    await promisify<Express.User>(request.logIn.bind(request))(user);
  } catch (error) {
    // express-session would set the cookie of a session that it could not save.
    (request as { session?: unknown }).session = undefined;
    throw error;
  }
}

/** Destroys the session on the server before resolving. */
export async function closeSession(request: Request): Promise<void> {
  await promisify(request.session.destroy.bind(request.session))();
}
