import type { RequestHandler } from 'express';
import { notAuthenticated } from '../account/account.errors.js';

/** Refuses presses of those who are not logged in before their bodies are read, as the fast lane does. */
export const loggedInToPressMiddleware: RequestHandler = ({ method, path, user }, _response, next) =>
  next(method === 'POST' && path === '/' && !user ? notAuthenticated() : undefined);
