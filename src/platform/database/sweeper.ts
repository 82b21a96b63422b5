import { Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';

const INTERVAL_MS = 10 * 60 * 1000;

/** Pause after each transaction, so that other writers are not delayed. */
const PAUSE_MS = 20;

/** Deletes rows that are invalid already every ten minutes, to limit the size of their table. */
export abstract class Sweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(this.constructor.name);
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private isSweeping = false;

  /** @param what the rows, for the log: `expired sessions` */
  protected constructor(private readonly what: string) {}

  /** Deletes some rows in a short transaction. @returns whether there may be more */
  protected abstract sweepSome(): Promise<boolean>;

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
      while ((await this.sweepSome()) && !this.stopped) await delay(PAUSE_MS);
    } catch (error) {
      this.logger.warn(`Could not delete ${this.what}: ${String(error)}`);
    } finally {
      this.isSweeping = false;
    }
  }
}
