import { join } from 'node:path';

const dist = join(import.meta.dirname, '../dist');
const service = { script: join(dist, 'main.js'), keepsLedger: true };
const design = (name) => ({ script: join(dist, 'bench/contender.main.js'), args: [name] });
const limit = (name) => ({ script: join(dist, `bench/${name}.js`), fixed: true });

/**
 * The servers that are compared. `promises` and `cannot` are printed in the report.
 * - `fixed`: sends the same response to every request
 * - `keepsLedger`: records every change of the stock
 */
export const contenders = [
  {
    key: 'bare-http',
    label: 'bare node:http',
    ...limit('bare-http'),
    promises: 'the upper limit: a fixed 201 for every request',
    cannot: 'checks no stock, stores nothing, has no sessions',
  },
  {
    key: 'bare-express',
    label: 'bare Express',
    ...limit('bare-express'),
    promises: 'the upper limit with Express 5 and express.json()',
    cannot: 'checks no stock, stores nothing, has no sessions',
  },
  {
    key: 'toodat-sqlite',
    label: 'Toodat on SQLite',
    database: 'sqlite',
    ...service,
    promises: 'exact; on disk before the response; first come, first served within the process; a stock ledger',
    cannot: 'one machine only',
  },
  {
    key: 'toodat-postgres',
    label: 'Toodat on PostgreSQL',
    database: 'postgres',
    ...service,
    promises: 'the same, with several processes',
    cannot: 'keeps the order of arrival within a process only',
  },
  {
    key: 'row-lock-sqlite',
    label: 'row lock per request, SQLite',
    database: 'sqlite',
    ...design('row-lock-sqlite'),
    promises: 'exact; on disk before the response: one synchronous transaction for each request',
    cannot: 'no ledger, no opening hours, no limits; checks the session only, not the member',
  },
  {
    key: 'row-lock-postgres',
    label: 'row lock per request, PostgreSQL',
    database: 'postgres',
    ...design('row-lock-postgres'),
    promises:
      'exact; on disk before the response: SELECT … FOR UPDATE, check, insert, update (Nest + TypeORM, 12 connections)',
    cannot: 'as above; does not keep the order of arrival, because requests compete for the lock',
  },
  {
    key: 'conditional-sqlite',
    label: 'conditional UPDATE, SQLite',
    database: 'sqlite',
    ...design('conditional-update-sqlite'),
    promises: 'exact; on disk before the response: UPDATE … WHERE count > 0 decides',
    cannot: 'no ledger, no opening hours, no limits; checks the session only, not the member',
  },
  {
    key: 'conditional-postgres',
    label: 'conditional UPDATE, PostgreSQL',
    database: 'postgres',
    ...design('conditional-update-postgres'),
    promises: 'exact; on disk before the response: UPDATE and INSERT as one prepared statement (12 connections)',
    cannot: 'as above; does not keep the order of arrival, because requests compete for the lock',
  },
  {
    key: 'redis-write-later',
    label: 'Redis script, written later',
    database: 'postgres',
    needsRedis: true,
    ...design('redis-write-later'),
    promises: 'exact while Redis runs; sessions in Redis; rows are written to PostgreSQL later',
    cannot:
      'an acknowledged coupon can be lost: Redis syncs once a second, and rows are written later; no ledger, no opening hours, no limits',
  },
];
