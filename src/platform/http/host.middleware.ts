import type { RequestHandler } from 'express';
import type { Settings } from '../config/settings.js';
import { allowedHost } from './allowed-host.js';
import { badHost, badHostInTrial } from './errors/refusals.js';

/** Refuses names that are not ours, so that no link or redirect can be made to carry one. */
export const hostMiddleware =
  ({ allowedHosts, trial }: Settings): RequestHandler =>
  (request, _response, next) => {
    // A health check asks the machine, by whatever address it has.
    const ours = /^\/(healthz|readyz)\/?$/.test(request.path) || allowedHost(request.headers.host, allowedHosts);
    if (ours) return next();
    next(trial ? badHostInTrial() : badHost());
  };
