import type { RequestHandler } from 'express';
import type { Settings } from '../config/settings.js';
import { allowedHost } from './allowed-host.js';
import { isHealthCheck } from './health-paths.js';
import { badHost, badHostInTrial } from './errors/refusals.js';

/** Refuses requests for other host names, so that no link or redirect can contain a name that an attacker chose. */
export const hostMiddleware =
  ({ allowedHosts, trial }: Settings): RequestHandler =>
  (request, _response, next) => {
    // Load balancers send health checks to the machine's address, which is not in `ALLOWED_HOSTS`.
    if (isHealthCheck(request.path) || allowedHost(request.headers.host, allowedHosts)) return next();
    next(trial ? badHostInTrial() : badHost());
  };
