import type { SessionData } from 'express-session';

/**
 * The member that a session belongs to. `epoch` is the member's `session_epoch` at login; the session is valid while the
 * two are equal.
 */
export type SessionOwner = {
  readonly id: number;
  readonly epoch: number;
  /** For the audit log: who logged in to the panel's account, and from which address. Absent for members without rights. */
  readonly operator?: { readonly email: string; readonly address: string };
};

/** @returns the owner that passport stored at login; undefined for a session without a login */
export const ownerOf = (session: SessionData): SessionOwner | undefined =>
  (session as { passport?: { user?: SessionOwner } }).passport?.user;
