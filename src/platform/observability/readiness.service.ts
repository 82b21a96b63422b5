import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { outageOf } from '../database/database-failure.js';
import { PooledConnections } from '../database/postgres/pooled-connections.js';
import { placeholder } from '../database/sql/in-list.js';
import type { SqlProgram } from '../database/sql/statement.js';
import { Transactions } from '../database/transactions.js';
import type { Tx } from '../database/tx.js';
import { DomainError } from '../errors/domain-error.js';
import { text } from '../errors/text.js';
import { watchReadiness } from '../metrics/readiness-metric.js';
import { Clock } from '../time/clock.js';
import { outageLog } from './outage-log.js';
import { Probe } from './probe.entity.js';

const INTERVAL_MS = 5_000;
/** Interval while the database fails, so that recovery is detected quickly. */
const RETRY_MS = 1_000;
/** A probe that takes longer counts as failed. The next probe still starts only after it has ended. */
const TIMEOUT_MS = 4_000;

const READ = 'SELECT "written_at" FROM "probe"';
const WRITE = `INSERT INTO "probe" ("id", "written_at") VALUES (1, ${placeholder(1)})
  ON CONFLICT ("id") DO UPDATE SET "written_at" = excluded."written_at"`;

export const unreadable = (): DomainError =>
  new DomainError('DATABASE_UNREADABLE', 'unavailable', {
    detail: text('데이터베이스를 읽을 수 없습니다.', 'The database cannot be read.'),
  });
export const unwritable = (): DomainError =>
  new DomainError('DATABASE_UNWRITABLE', 'unavailable', {
    detail: text('데이터베이스에 쓸 수 없습니다.', 'The database cannot be written.'),
  });

/**
 * Reads and writes the database every few seconds in the background, so that a health check runs no query. Each write is
 * committed, because only a COMMIT that the disk has confirmed shows that coupons can be issued.
 *
 * When a probe is late or has failed, the connections may lead to a former primary, whose COMMIT waits for standbys that
 * follow another server now. All connections are replaced then, also those that only read; and once more before the next
 * probe, because the name of the primary may have led to the former one until now.
 */
@Injectable()
export class ReadinessService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(ReadinessService.name);
  private problem: DomainError | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(
    private readonly transactions: Transactions,
    private readonly connections: PooledConnections,
    private readonly clock: Clock,
  ) {}

  /** Throws the result of the last probe. @throws DomainError `DATABASE_UNREADABLE`, `DATABASE_UNWRITABLE` */
  check(): void {
    if (this.problem) throw this.problem;
  }

  async onApplicationBootstrap(): Promise<void> {
    watchReadiness(() => !this.problem);
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<void>((resolve) => (timer = setTimeout(resolve, TIMEOUT_MS)));
    await Promise.race([this.keepProbing(), timeout]);
    clearTimeout(timer);
  }

  onApplicationShutdown(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
  }

  private async keepProbing(): Promise<void> {
    await this.probe();
    if (this.isClosed) return;
    this.timer = setTimeout(() => void this.keepProbing(), this.problem ? RETRY_MS : INTERVAL_MS).unref();
  }

  private async probe(): Promise<void> {
    if (this.problem) this.connections.renew();
    const read = (): Promise<unknown> => this.transactions.read((tx) => tx.rows({ sql: READ, parameters: [] }));
    const write = (): Promise<void> => this.transactions.run((tx) => this.writeSteps(tx));
    const isReadable = await this.within(read, unreadable);
    const isWritable = isReadable && (await this.within(write, unwritable));
    if (!isWritable) return;
    this.problem = undefined;
    outageLog.recovered();
  }

  /** The statement is deferred, so that it is sent together with BEGIN and COMMIT. */
  private *writeSteps(tx: Tx): SqlProgram<void> {
    tx.defer(Probe, { sql: WRITE, parameters: [tx.instant(this.clock.now())] });
  }

  /** @returns whether it succeeded in time */
  private async within(act: () => Promise<unknown>, problem: () => DomainError): Promise<boolean> {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      this.problem = problem();
      this.connections.renew();
    }, TIMEOUT_MS).unref();
    try {
      await act();
    } catch (error) {
      this.problem = problem();
      const outage = outageOf(error);
      if (outage) outageLog.note(outage);
      else if (!this.isClosed)
        this.logger.error('The readiness probe failed.', error instanceof Error ? error.stack : String(error));
      return false;
    } finally {
      clearTimeout(timer);
    }
    return !isLate;
  }
}
