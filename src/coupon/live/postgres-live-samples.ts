import { LRUCache } from 'lru-cache';
import { randomUUID } from 'node:crypto';
import type { BackgroundReads } from '../../platform/database/background-reads.js';
import { all } from '../../platform/database/sql/statement.js';
import type { Transactions } from '../../platform/database/transactions.js';
import { KEPT_SECONDS, LiveSampleStore, type CountsByCoupon, type Samples } from './live-sample-store.js';
import * as sql from './live-sample.statements.js';
import { UNATTRIBUTED } from './live-counters.js';
import { noPresses, type PressCounts } from './press-counts.js';

const SWEEP_SIZE = 5_000;
const MAX_COUPONS = 50;

/** Samples of other processes may arrive this much later than one that was read before. Seconds. */
const OVERLAP = 10;

/** All samples are read again after this time, for those of a process that could not write for longer. Seconds. */
const ALL_AGAIN = 60;

type Read = { bySecond: Map<number, PressCounts>; until: number; allAt: number };

/**
 * Keeps the samples of all processes in PostgreSQL, in an unlogged table: it costs no sync and is empty after a crash. Seconds are
 * those of each process's clock, so the clocks of several machines must agree, as NTP makes them do.
 */
export class PostgresLiveSamples extends LiveSampleStore {
  private readonly processId = randomUUID();
  /** What was read already, so that each further read is of some seconds. */
  private readonly samples = new LRUCache<number, Read>({ max: MAX_COUPONS });

  /** @param transactions with connections of their own: issuing must not wait for these writes */
  constructor(
    private readonly transactions: Transactions,
    private readonly reads: BackgroundReads,
    private readonly now: () => number,
  ) {
    super();
  }

  override async add(second: number, counts: CountsByCoupon): Promise<void> {
    const rows = counts.size > 0 ? [...counts] : [[UNATTRIBUTED, noPresses()] as const];
    await this.transactions.run((tx) =>
      all(
        ...rows.map(([couponId, counted]) => {
          const parameters = sql.sampleParameters(couponId, second, this.processId, counted);
          return tx.rows({ sql: sql.ADD_SAMPLE, parameters });
        }),
      ),
    );
  }

  override async read(couponId: number, from: number): Promise<Samples> {
    const now = this.second();
    const known = this.samples.get(couponId);
    const isPart = known !== undefined && now - known.allAt < ALL_AGAIN;
    const since = isPart ? Math.max(from, known.until - OVERLAP) : from;
    const [rows, firsts] = await this.reads.all([
      { sql: sql.READ_SAMPLES, parameters: [couponId, since] },
      { sql: sql.READ_FIRST_SECOND, parameters: [] },
    ]);
    const first = firsts![0]!['second'];
    const bySecond = new Map<number, PressCounts>();
    if (isPart) for (const [at, counts] of known.bySecond) if (at >= from && at < since) bySecond.set(at, counts);
    for (const row of rows!) bySecond.set(Number(row['second']), sql.countsFrom(row));
    this.samples.set(couponId, { bySecond, until: now, allAt: isPart ? known.allAt : now });
    return { bySecond, knownSince: first === null ? undefined : Number(first) };
  }

  override async sweepSome(): Promise<boolean> {
    const parameters = [this.second() - KEPT_SECONDS, SWEEP_SIZE];
    const deleted = await this.transactions.run((tx) => tx.rows({ sql: sql.SWEEP_SAMPLES, parameters }));
    return deleted.length === SWEEP_SIZE;
  }

  private second(): number {
    return Math.floor(this.now() / 1000);
  }
}
