import { Counter } from 'prom-client';

/**
 * Requests that were refused because too many waited or they waited too long: before their body and session were read, or presses
 * at the queue of a coupon.
 */
export const overloadedRequests = new Counter({
  name: 'toodat_overloaded_requests_total',
  help: 'Requests refused with 503: too many waited, before body and session were read or for one coupon.',
});
