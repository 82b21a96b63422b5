import type { RequestHandler } from 'express';
import { closing, malformedUrl } from './refusals.js';

/** Refuses what no route and no session is to see: everything while the service closes, and targets that are no path. */
export const earlyRefusalMiddleware =
  (isClosing: () => boolean): RequestHandler =>
  (request, response, next) => {
    if (isClosing()) {
      response.set('Connection', 'close');
      return next(closing());
    }
    next(hasPath(request.url) ? undefined : malformedUrl());
  };

/** Not so with `OPTIONS *`, `GET http://other.example/` (for a proxy), or `GET example`: sessions and routes expect a path. */
const hasPath = (target: string): boolean => target.startsWith('/');
