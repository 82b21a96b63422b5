import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { SessionStore } from './session.store.js';

const INTERVAL_MS = 10 * 60 * 1000;

/** Pause after each transaction, so that other writers are not delayed. */
const PAUSE_MS = 20;

/** Deletes expired sessions, which are already invalid, to limit the size of the table. */
@Injectable()
export class SessionSweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(SessionSweeper.name);
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private isSweeping = false;

  constructor(private readonly store: SessionStore) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep(), INTERVAL_MS).unref();
  }

  onApplicationShutdown(): void {
    this.stopped = true;
    clearInterval(this.timer);
  }

  /** Skips the interval if the previous sweep still runs. */
  private async sweep(): Promise<void> {
    if (this.isSweeping) return;
    this.isSweeping = true;
    try {
      while ((await this.store.sweepSome()) && !this.stopped) await delay(PAUSE_MS);
    } catch (error) {
      this.logger.warn(`Could not delete expired sessions: ${String(error)}`);
    } finally {
      this.isSweeping = false;
    }
  }
}
