import { Counter } from 'prom-client';

/** Requests that were refused before their body and session were read, because too many waited or they waited too long. */
export const overloadedRequests = new Counter({
  name: 'toodat_overloaded_requests_total',
  help: 'Requests refused with 503 before body and session were read, because their queue was full or they waited too long.',
});
