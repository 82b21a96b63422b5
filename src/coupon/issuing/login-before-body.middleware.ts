import type { RequestHandler } from 'express';
import { notAuthenticated } from '../../account/account.errors.js';
import { isOfAllowedLength } from '../../platform/http/bodies/body-size.js';

/** Refuses presses of those who are not logged in before their bodies are read, as the fast lane does. */
export const loginBeforeBodyMiddleware: RequestHandler = (request, _response, next) => {
  const isPress = request.method === 'POST' && request.path === '/';
  next(isPress && !request.user && isOfAllowedLength(request) ? notAuthenticated() : undefined);
};
