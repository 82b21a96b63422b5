import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import { VerificationService } from './verification.service.js';

/** The first attempt is after this time at the earliest, when the work of the start has been done. */
const FIRST_MS = 5 * 60_000;

/** After an attempt that failed, or that found another process at it. */
const RETRY_MS = 10 * 60_000;

/** A share of the interval. Processes that start together do not try together. */
const JITTER = 0.1;

/** Verifies the database every VERIFY_MINUTES. */
@Injectable()
export class VerificationTimer implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Verification');
  private readonly everyMs: number | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(
    { verifyMs }: Settings,
    private readonly verification: VerificationService,
  ) {
    this.everyMs = verifyMs;
  }

  onApplicationBootstrap(): void {
    const { everyMs } = this;
    if (everyMs === undefined) return;
    const first = Math.min(FIRST_MS, everyMs);
    this.tryIn(first + Math.random() * first, everyMs);
  }

  onApplicationShutdown(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
  }

  private tryIn(delayMs: number, everyMs: number): void {
    if (this.isClosed) return;
    this.timer = setTimeout(() => {
      void this.pauseAfterAttempt(everyMs).then((pause) => {
        this.tryIn(pause + Math.random() * JITTER * everyMs, everyMs);
      });
    }, delayMs).unref();
  }

  /** @returns when to try again, in milliseconds */
  private async pauseAfterAttempt(everyMs: number): Promise<number> {
    try {
      const attempt = await this.verification.verifyIfDue(everyMs);
      if (attempt.kind === 'verified') return everyMs;
      if (attempt.kind === 'recent') return attempt.dueMs;
    } catch (error) {
      if (!this.isClosed) this.logger.warn(`The database could not be verified: ${(error as Error).message}`);
    }
    return Math.min(RETRY_MS, everyMs);
  }
}
