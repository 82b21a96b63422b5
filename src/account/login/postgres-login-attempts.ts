import type { RateLimit } from '../../platform/config/rate-limit.js';
import { all, type Row, type SqlProgram, type Statement } from '../../platform/database/sql/statement.js';
import type { Transactions } from '../../platform/database/transactions.js';
import type { Tx } from '../../platform/database/tx.js';
import { AttemptCounter } from '../../platform/throttle/attempt-counter.js';
import { LoginAttemptStore, type LoginCounts } from './login-attempt-store.js';
import { addressKey, countedItems, type LoginAttempt, type Outcome } from './login-attempt.js';
import * as sql from './login-attempt.statements.js';

const SWEEP_SIZE = 5_000;

/** More remembered logins in one network raise no limit (`LoginBudgets`) unless LIMIT_LOGIN exceeds a hundred. */
const MAX_REMEMBERED = 4_000;

/**
 * Counts the attempts of all processes in PostgreSQL, by its clock, in unlogged tables: they cost no sync and are empty after
 * a crash. Advisory locks at the keys of an attempt let one attempt at a time read and change the counts.
 */
export class PostgresLoginAttempts extends LoginAttemptStore {
  override readonly isShared = true;
  /** The attempts in progress in this process. Failures are counted in the table only. */
  private readonly here: AttemptCounter;

  constructor(
    private readonly transactions: Transactions,
    private readonly limit: RateLimit,
  ) {
    super();
    this.here = new AttemptCounter(limit.seconds);
  }

  /** @throws DomainError `UNAVAILABLE` */
  override async begin<R>(
    attempt: LoginAttempt,
    refusalOf: (counts: LoginCounts) => R | undefined,
  ): Promise<R | undefined> {
    const refusal = await this.transactions.run((tx) => this.beginSteps(tx, attempt, refusalOf));
    if (refusal === undefined) for (const { key, item } of countedItems(attempt)) this.here.begin(key, item);
    return refusal;
  }

  /** @throws DomainError `UNAVAILABLE` */
  override async end(attempt: LoginAttempt, outcome: Outcome): Promise<LoginCounts> {
    try {
      return await this.transactions.run((tx) => this.endSteps(tx, attempt, outcome));
    } finally {
      // After the table: an attempt that waits for this one then waits at a key that this process wakes.
      for (const { key, item } of countedItems(attempt)) this.here.end(key, item, false);
    }
  }

  override async sweepSome(): Promise<boolean> {
    const [attempts, logins] = await this.transactions.run((tx) =>
      all(
        tx.rows({ sql: sql.SWEEP_ATTEMPTS, parameters: [SWEEP_SIZE] }),
        tx.rows({ sql: sql.SWEEP_LOGINS, parameters: [SWEEP_SIZE] }),
      ),
    );
    return attempts.length === SWEEP_SIZE || logins.length === SWEEP_SIZE;
  }

  private *beginSteps<R>(
    tx: Tx,
    attempt: LoginAttempt,
    refusalOf: (counts: LoginCounts) => R | undefined,
  ): SqlProgram<R | undefined> {
    const [, counts] = yield* all(tx.rows(lockKeys(attempt)), this.read(tx, attempt));
    const refusal = refusalOf(counts);
    if (refusal === undefined) {
      const [keys, items] = keysAndItems(attempt);
      yield* tx.lastRows({ sql: sql.BEGIN_ATTEMPT, parameters: [keys, items, attempt.serial] });
    }
    return refusal;
  }

  private *endSteps(tx: Tx, attempt: LoginAttempt, outcome: Outcome): SqlProgram<LoginCounts> {
    const changes = this.changesAt(attempt, outcome).map((statement) => tx.rows(statement));
    const [counts] = (yield* all(tx.rows(lockKeys(attempt)), ...changes, this.read(tx, attempt))).slice(-1);
    return counts as LoginCounts;
  }

  private changesAt(attempt: LoginAttempt, outcome: Outcome): Statement[] {
    const { networks, account, serial } = attempt;
    const [keys, items] = keysAndItems(attempt);
    if (outcome === 'wrong') return [{ sql: sql.COUNT_FAILURE, parameters: [keys, items, serial, this.limit.seconds] }];
    const forget = { sql: sql.FORGET_ATTEMPT, parameters: [keys, serial] };
    if (outcome === 'unknown') return [forget];
    return [
      forget,
      { sql: sql.FORGIVE, parameters: [networks.map(addressKey), account] },
      { sql: sql.REMEMBER, parameters: [networks, account, networks[0]] },
    ];
  }

  private *read(tx: Tx, attempt: LoginAttempt): SqlProgram<LoginCounts> {
    const { networks, account } = attempt;
    const [counts, remembered] = yield* all(
      tx.rows({ sql: sql.READ_COUNTS, parameters: keysAndItems(attempt) }),
      tx.rows({ sql: sql.READ_REMEMBERED, parameters: [networks, account, networks[0], MAX_REMEMBERED] }),
    );
    return this.countsFrom(attempt, counts, remembered);
  }

  private countsFrom({ networks }: LoginAttempt, counts: readonly Row[], remembered: readonly Row[]): LoginCounts {
    const byKey = new Map(counts.map((row) => [row['key'], row]));
    const byNetwork = new Map(remembered.map((row) => [row['network'], row]));
    return {
      failedCount: (key) => byKey.get(key)!['failed'] as number,
      totalCount: (key) => byKey.get(key)!['total'] as number,
      inProgressCount: (key) => this.here.inProgressCount(key),
      hasFailed: (key) => byKey.get(key)!['item_failed'] as boolean,
      has: (key) => byKey.get(key)!['item_counted'] as boolean,
      msLeft: (key) => byKey.get(key)!['ms_left'] as number,
      isRemembered: byNetwork.get(networks[0])!['is_remembered'] as boolean,
      rememberedCount: (network) => byNetwork.get(network)!['logins'] as number,
    };
  }
}

function keysAndItems(attempt: LoginAttempt): [keys: string[], items: string[]] {
  const items = countedItems(attempt);
  return [items.map(({ key }) => key), items.map(({ item }) => item)];
}

const lockKeys = (attempt: LoginAttempt): Statement => ({
  sql: sql.LOCK_KEYS,
  parameters: [keysAndItems(attempt)[0]],
});
