import type { SessionData } from 'express-session';

/** Whose session it is. `epoch`: the member's `session_epoch` at login; the session holds while the two are the same. */
export type SessionOwner = { readonly id: number; readonly epoch: number };

/** What the account feature gave to passport as the session's user, which passport keeps there. */
export const ownerOf = (session: SessionData): SessionOwner | undefined =>
  (session as { passport?: { user?: SessionOwner } }).passport?.user;
