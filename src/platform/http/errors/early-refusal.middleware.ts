import type { RequestHandler } from 'express';
import { closing, malformedUrl } from './refusals.js';

/** Refuses requests before sessions and routes: all while the service stops, and those whose target is not a path. */
export const earlyRefusalMiddleware =
  (isClosing: () => boolean): RequestHandler =>
  (request, response, next) => {
    if (isClosing()) {
      response.set('Connection', 'close');
      return next(closing());
    }
    next(hasPath(request.url) ? undefined : malformedUrl());
  };

/** False for `OPTIONS *`, `GET http://other.example/` (as for a proxy) and `GET example`. Sessions and routes expect a path. */
const hasPath = (target: string): boolean => target.startsWith('/');
