import { Counter } from 'prom-client';

const failures = new Counter({
  name: 'toodat_database_failures_total',
  help: 'Requests and background tasks that failed because of the database, by cause.',
  labelNames: ['kind'] as const,
});

// From 0, so that the first one is an increase.
for (const kind of ['busy', 'conflict', 'lost', 'timeout', 'full']) failures.inc({ kind }, 0);

/** @param kind `DatabaseFailure` */
export const countDatabaseFailure = (kind: string): void => failures.inc({ kind });
