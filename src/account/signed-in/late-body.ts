import type { Request, RequestHandler } from 'express';
import type { SignedInUsers } from './signed-in-users.js';

/** Requests whose body had not arrived completely when their session was read. */
const late = new WeakSet<Request>();

/** To be called before the session is read. */
export const noteLateBody: RequestHandler = (request, _response, next) => {
  if (!request.complete) late.add(request);
  next();
};

/**
 * Reads the member again after a body that came late: the member may have logged out meanwhile. Nearly all bodies come with their
 * head, and cost no second look-up. To be called when the body was read; the panel reads its own bodies.
 */
export const memberAfterBody =
  (members: SignedInUsers): RequestHandler =>
  async (request, _response, next) => {
    if (request.user && late.has(request)) request.user = await members.ofSession(request.sessionID);
    next();
  };
