import type { SessionData } from 'express-session';

/**
 * The member that a session belongs to. `epoch` is the member's `session_epoch` at login; the session is valid while the
 * two are equal.
 */
export type SessionOwner = { readonly id: number; readonly epoch: number };

/** @returns the owner that passport stored at login; undefined for a session without a login */
export const ownerOf = (session: SessionData): SessionOwner | undefined =>
  (session as { passport?: { user?: SessionOwner } }).passport?.user;
