import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { SessionStore } from './session.store.js';

const EVERY_MS = 10 * 60 * 1000;

/** After each transaction, so that others write in between. */
const PAUSE_MS = 20;

/** Expired sessions already count for nothing; this keeps their rows from piling up. */
@Injectable()
export class SessionSweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(SessionSweeper.name);
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private sweeping = false;

  constructor(private readonly store: SessionStore) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweepOnce(), EVERY_MS).unref();
  }

  onApplicationShutdown(): void {
    this.stopped = true;
    clearInterval(this.timer);
  }

  /** A sweep that takes longer than the interval is not started again beside itself. */
  private async sweepOnce(): Promise<void> {
    if (this.sweeping) return;
    this.sweeping = true;
    try {
      while ((await this.store.sweepSome()) && !this.stopped) await delay(PAUSE_MS);
    } catch (error) {
      this.logger.warn(`expired sessions were not deleted: ${String(error)}`);
    } finally {
      this.sweeping = false;
    }
  }
}
