import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { Settings } from '../../platform/config/settings.js';
import type { ExclusiveReads } from '../../platform/database/exclusive-reads.js';
import { openExclusiveReads } from '../../platform/database/open-exclusive-reads.js';
import type { SqlProgram } from '../../platform/database/sql/statement.js';
import { Transactions } from '../../platform/database/transactions.js';
import type { Tx } from '../../platform/database/tx.js';
import { verificationChecks } from './verification.checks.js';
import { VerificationRun } from './verification-run.entity.js';
import { lastRunOf, READ_RUN, writeRun, type LastRun } from './verification-run.statements.js';

/**
 * - `verified`: this call checked the database
 * - `recent`: a process did so less than the interval ago; it is due in `dueMs`
 * - `busy`: another process does so now
 */
export type Attempt = { readonly kind: 'verified' | 'busy' } | { readonly kind: 'recent'; readonly dueMs: number };

/** The key of an advisory lock, another one than the migrations'. */
const LOCK = 7_006_329;

/** The pause after a check is as long as the check took, at most this: checks up to this long leave half of the time to others. */
const MAX_PAUSE_MS = 5_000;

/**
 * Runs the checks of `npm run verify` in the service. All processes try it, and one does it: it holds a lock meanwhile and
 * leaves the time and the result in a row. Only numbers of rows are read, never the rows. Each check sees a committed state of its
 * own; those of `npm run verify` share one snapshot.
 */
@Injectable()
export class VerificationService implements OnApplicationShutdown {
  private readonly logger = new Logger('Verification');
  private reads: ExclusiveReads | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly transactions: Transactions,
  ) {}

  /** @throws the driver's error, or DomainError `UNAVAILABLE`, if the database fails or this service is shut down */
  async verifyIfDue(everyMs: number): Promise<Attempt> {
    const reads = await openExclusiveReads(this.settings.database, LOCK);
    if (!reads) return { kind: 'busy' };
    this.reads = reads;
    try {
      const last = lastRunOf(await reads.rows(READ_RUN));
      if (last && last.ageMs < everyMs) return { kind: 'recent', dueMs: everyMs - last.ageMs };
      const run = await this.verify(reads);
      await this.transactions.run((tx) => this.writeSteps(tx, run));
      return { kind: 'verified' };
    } finally {
      this.reads = undefined;
      await reads.close();
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.reads?.close();
  }

  private async verify(reads: ExclusiveReads): Promise<Omit<LastRun, 'ageMs'>> {
    const findings: Record<string, number> = {};
    const startedAt = performance.now();
    for (const { name, sql } of verificationChecks(this.settings.database.kind)) {
      const checkedAt = performance.now();
      const [row] = await reads.rows(`SELECT count(*) AS "broken" FROM (${sql}) AS "rows"`);
      findings[name] = Number(row!['broken']);
      if (findings[name] > 0) this.report(name, findings[name]);
      await delay(Math.min(performance.now() - checkedAt, MAX_PAUSE_MS), undefined, { ref: false });
    }
    return { durationMs: performance.now() - startedAt, findings };
  }

  /** The rows would name members and codes. */
  private report(check: string, rows: number): void {
    this.logger.error(`${check} does not hold: ${rows} rows break it. "npm run verify" prints them.`);
  }

  /** The statement is deferred, so that it is sent together with BEGIN and COMMIT. */
  private *writeSteps(tx: Tx, run: Omit<LastRun, 'ageMs'>): SqlProgram<void> {
    tx.defer(VerificationRun, writeRun(run));
  }
}
