import type { Usage } from '../service/usage-meter.js';

/** How much of a resource was used, from 0 to 1. */
export type Share = { readonly name: string; readonly share: number };

export type Bottleneck = {
  /** The most used resource; undefined if none was used enough, or if the rush was too short to tell. */
  readonly first: Share | undefined;
  /** All resources, the most used one first; empty if the rush was too short. */
  readonly shares: readonly Share[];
  readonly measuredSeconds: number;
};

/** What the database wrote until the last unit was issued. */
export type Writes = {
  /** Transactions that issued coupons. */
  readonly transactions: number;
  /** From the opening to the last issued coupon. */
  readonly seconds: number;
  /** SQLite: the time of one sync; undefined on PostgreSQL, whose disk is elsewhere. */
  readonly syncMs: number | undefined;
  /** Processes of the service. */
  readonly workers: number;
};

/** CPU times have steps of 10 ms. */
const MIN_SECONDS = 0.5;

/** A resource that is used less is not what limits the speed. */
const MIN_SHARE = 0.7;

/**
 * Which resource was used most:
 * - CPU: the busiest main thread of the service, which handles requests; its busiest other thread, which on SQLite writes the batches; all
 *   cores of this machine; this command. All are CPU time by time.
 * - SQLite, disk: transactions that issued × the time of one sync, measured before, by the time until the last unit.
 * - PostgreSQL: the service's `toodat_turn_hold_seconds` (writing until COMMIT is synced) and `toodat_turn_wait_seconds`
 *   (waiting for the lock of the coupon) by that time, and how often a transaction waited for a connection.
 */
export function findBottleneck(usage: Usage | undefined, writes: Writes): Bottleneck {
  const measuredSeconds = usage?.seconds ?? 0;
  if (!usage || measuredSeconds < MIN_SECONDS) return { first: undefined, shares: [], measuredSeconds };
  const database = writes.syncMs === undefined ? postgresShares(usage, writes) : sqliteShares(usage, writes);
  const shares = [
    ...optional('서비스의 메인 스레드(CPU)', usage.mainThread, usage.seconds),
    ...database,
    { name: '이 컴퓨터의 CPU 전체', share: usage.machine.busy / usage.machine.total },
    { name: '누르는 쪽인 이 명령(CPU)', share: usage.generator / usage.seconds },
  ]
    .map(({ name, share }) => ({ name, share: Math.min(1, Math.max(0, share || 0)) }))
    .sort((one, other) => other.share - one.share);
  return { first: shares[0]!.share >= MIN_SHARE ? shares[0] : undefined, shares, measuredSeconds };
}

const sqliteShares = ({ otherThread, seconds }: Usage, writes: Writes): Share[] => [
  ...optional('서비스의 쓰기 스레드(CPU)', otherThread, seconds),
  { name: '디스크 동기화(fsync)', share: (writes.transactions * writes.syncMs!) / 1000 / writes.seconds },
];

const postgresShares = ({ increase, waitedForConnection }: Usage, { seconds, workers }: Writes): Share[] => [
  { name: 'PostgreSQL의 쓰기와 COMMIT', share: increase('toodat_turn_hold_seconds_sum') / seconds },
  { name: '쿠폰 잠금 대기(PostgreSQL)', share: increase('toodat_turn_wait_seconds_sum') / seconds / workers },
  { name: '데이터베이스 연결 대기', share: waitedForConnection },
];

const optional = (name: string, used: number | undefined, seconds: number): Share[] =>
  used === undefined ? [] : [{ name, share: used / seconds }];
