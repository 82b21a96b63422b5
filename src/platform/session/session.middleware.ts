import session from 'express-session';
import type { RequestHandler } from 'express';
import type { Settings } from '../config/settings.js';
import { SESSION_COOKIE, type SessionCookie } from './session-cookie.js';
import type { SessionStore } from './session.store.js';

/** Sessions are created at login only, and requests do not extend or rewrite them. */
export const sessionMiddleware = (
  store: SessionStore,
  { secret }: SessionCookie,
  { sessionMs }: Settings,
): RequestHandler =>
  session({
    name: SESSION_COOKIE,
    secret,
    store,
    resave: false,
    saveUninitialized: false,
    rolling: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: 'auto', maxAge: sessionMs, path: '/' },
  });
