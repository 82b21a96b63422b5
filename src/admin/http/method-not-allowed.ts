import type { RequestHandler } from 'express';
import { methodNotAllowed } from '../../platform/http/errors/refusals.js';

/** Refuses every method that no earlier handler of the route handled. */
export const onlyBy =
  (...allowed: readonly string[]): RequestHandler =>
  (request, _response, next) =>
    next(methodNotAllowed(request.method, allowed));
