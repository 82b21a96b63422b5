import type { RequestHandler } from 'express';
import { methodNotAllowed } from '../../platform/http/errors/refusals.js';

/** Refuses a method that nothing before it in the route took. */
export const onlyBy =
  (...allowed: readonly string[]): RequestHandler =>
  (request, _response, next) =>
    next(methodNotAllowed(request.method, allowed));
