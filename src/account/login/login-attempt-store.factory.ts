import type { Settings } from '../../platform/config/settings.js';
import type { Transactions } from '../../platform/database/transactions.js';
import { InsuredLoginAttempts } from './insured-login-attempts.js';
import type { LoginAttemptStore } from './login-attempt-store.js';
import { MemoryLoginAttempts } from './memory-login-attempts.js';
import { PostgresLoginAttempts } from './postgres-login-attempts.js';

/** Only on PostgreSQL there are other processes to share the counts with. */
export function loginAttemptStore({ database, limits }: Settings, transactions: Transactions): LoginAttemptStore {
  const limit = limits.login ?? NO_LIMIT;
  const own = new MemoryLoginAttempts(limit);
  return database.kind === 'postgres'
    ? new InsuredLoginAttempts(new PostgresLoginAttempts(transactions, limit), own)
    : own;
}

/** `LoginThrottle` uses no store then. */
const NO_LIMIT = { points: Infinity, seconds: 1 };
