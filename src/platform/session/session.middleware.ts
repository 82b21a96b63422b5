import session from 'express-session';
import type { RequestHandler } from 'express';
import { SESSION_COOKIE, type SessionCookie } from './session-cookie.js';
import { SESSION_LIFETIME_SECONDS, type SessionStore } from './session.store.js';

/** Sessions are created at login only, and requests do not extend or rewrite them. */
export const sessionMiddleware = (store: SessionStore, { secret }: SessionCookie): RequestHandler =>
  session({
    name: SESSION_COOKIE,
    secret,
    store,
    resave: false,
    saveUninitialized: false,
    rolling: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: 'auto', maxAge: SESSION_LIFETIME_SECONDS * 1000, path: '/' },
  });
