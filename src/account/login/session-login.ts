import type { Request } from 'express';
import { promisify } from 'node:util';

/**
 * Logs the member in under a new session id and destroys the browser's previous session.
 * @throws the store's error; the member is then not logged in, and the response sets no cookie
 */
export async function openSession(request: Request, user: Express.User): Promise<void> {
  try {
    await promisify<Express.User>(request.logIn.bind(request))(user);
  } catch (error) {
    // Otherwise express-session would send a cookie for the session that it could not save.
    (request as { session?: unknown }).session = undefined;
    throw error;
  }
}

/** Logs the member out. Resolves after the session has been deleted from the database. */
export async function closeSession(request: Request): Promise<void> {
  await promisify(request.session.destroy.bind(request.session))();
}
