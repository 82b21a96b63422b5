import { jest } from '@jest/globals';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { LoginThrottle } from '../../src/account/login/login-throttle.js';
import { MemoryLoginAttempts } from '../../src/account/login/memory-login-attempts.js';
import { PostgresLoginAttempts } from '../../src/account/login/postgres-login-attempts.js';
import { AddSharedLimits1795478760000 } from '../../src/migrations/1795478760000-add-shared-limits.js';
import type { Settings } from '../../src/platform/config/settings.js';
import { PooledConnections } from '../../src/platform/database/postgres/pooled-connections.js';
import { PostgresTransactions } from '../../src/platform/database/postgres/postgres-transactions.js';
import { TableVersions } from '../../src/platform/database/table-versions.js';
import { useFakeClock } from './fake-clock.js';
import { describeMissing } from './on-each-database.js';
import { hasPostgres } from './postgres.js';
import { emptyDatabase, type TestDatabase } from './test-database.js';

export const LIMIT = { points: 10, seconds: 60 };
const SETTINGS = { limits: { login: LIMIT } } as Settings;

/** The addresses of the attempts of the current test whose password was checked. */
export const verified: string[] = [];

/** Where the attempts of a test are counted. Each test begins with an empty store. */
export type LoginTests = {
  /** Allows ten wrong passwords a minute for one account and address. */
  readonly throttle: () => LoginThrottle;
  readonly advance: (ms: number) => Promise<void>;
};

/** The same suite over both stores: the memory of a process, and PostgreSQL. The clock stands still until a test advances it. */
export function onEachLoginStore(suite: (tests: LoginTests) => void): void {
  describe('counted in memory', () => {
    setUp();
    suite({
      throttle: () => new LoginThrottle(SETTINGS, new MemoryLoginAttempts(LIMIT)),
      advance: (ms) => Promise.resolve(void jest.advanceTimersByTime(ms)),
    });
  });
  const shared = 'counted in PostgreSQL';
  if (hasPostgres) describe(shared, () => inPostgres(suite));
  else describeMissing(shared, 'PostgreSQL', () => inPostgres(suite));
}

function setUp(): void {
  useFakeClock();
  beforeEach(() => void verified.splice(0));
}

function inPostgres(suite: (tests: LoginTests) => void): void {
  let database: TestDatabase;
  let dataSource: DataSource;
  let transactions: PostgresTransactions;

  beforeAll(async () => {
    database = await emptyDatabase('postgres');
    dataSource = await migrated(database);
    transactions = new PostgresTransactions(dataSource, new TableVersions(), new PooledConnections());
  });
  afterAll(() => dataSource.destroy());
  setUp();
  beforeEach(() => database.execute('TRUNCATE login_attempt, recent_login'));

  suite({
    throttle: () => new LoginThrottle(SETTINGS, new PostgresLoginAttempts(transactions, LIMIT)),
    // PostgreSQL counts by its own clock: the counts are made older instead.
    async advance(ms) {
      jest.advanceTimersByTime(ms);
      const earlier = `interval '${ms} milliseconds'`;
      await database.execute(`UPDATE login_attempt SET ends_at = ends_at - ${earlier}`);
      await database.execute(`UPDATE recent_login SET until = until - ${earlier}`);
    },
  });
}

async function migrated({ url }: TestDatabase): Promise<DataSource> {
  const migrations = [AddSharedLimits1795478760000];
  const dataSource = await new DataSource({ type: 'postgres', url, poolSize: 5, migrations }).initialize();
  await dataSource.runMigrations();
  return dataSource;
}

/** One attempt. @param right whether the password is correct @returns 'in', 'wrong', or the code of the refusal */
export async function logIn(at: LoginThrottle, account: string, address: string, right = false): Promise<string> {
  try {
    const result = await at.attempt(account, { address, requestId: 'request-1' }, async () => {
      verified.push(address);
      await nextTurn();
      return right ? account : undefined;
    });
    return result === undefined ? 'wrong' : 'in';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

export const count = (outcomes: readonly string[], wanted: string): number =>
  outcomes.filter((one) => one === wanted).length;

export async function inTurn(tries: readonly (() => Promise<string>)[]): Promise<string[]> {
  const outcomes: string[] = [];
  for (const attempt of tries) outcomes.push(await attempt());
  return outcomes;
}
