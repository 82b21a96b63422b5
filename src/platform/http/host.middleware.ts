import type { RequestHandler } from 'express';
import { allowedHost } from './allowed-host.js';
import { badHost } from './errors/refusals.js';

/** Refuses names that are not ours, so that no link or redirect can be made to carry one. */
export const hostMiddleware =
  (allowed: readonly string[]): RequestHandler =>
  (request, _response, next) => {
    // A health check asks the machine, by whatever address it has.
    const ours = /^\/(healthz|readyz)\/?$/.test(request.path) || allowedHost(request.headers.host, allowed);
    next(ours ? undefined : badHost());
  };
