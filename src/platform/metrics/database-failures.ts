import { Counter } from 'prom-client';
import { OUTAGE_KINDS, type Outage } from '../errors/unavailable.js';

const failures = new Counter({
  name: 'toodat_database_failures_total',
  help: 'Requests and background tasks that failed because of the database, by cause.',
  labelNames: ['kind'] as const,
});

// From 0, so that the first one is an increase.
for (const kind of OUTAGE_KINDS) failures.inc({ kind }, 0);

export const countDatabaseFailure = (kind: Outage['kind']): void => failures.inc({ kind });
