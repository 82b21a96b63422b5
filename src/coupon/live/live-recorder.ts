import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../platform/time/clock.js';
import { LiveCounters } from './live-counters.js';
import { LiveSampleStore, type CountsByCoupon } from './live-sample-store.js';

/** Without presses, a process adds an empty sample this often, so that the seconds are known to be without presses. */
const EMPTY_EVERY_SECONDS = 60;

/** If the store fails for longer, the oldest samples are dropped. */
const MAX_WAITING = 60;

/** A timer may fire a little before the second ends. */
const EARLY_MS = 20;

type Sample = { readonly second: number; readonly counts: CountsByCoupon };

/** Adds what was counted to the store at the end of each second. While nobody presses, it does so once a minute. */
@Injectable()
export class LiveRecorder implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(LiveRecorder.name);
  private timer: NodeJS.Timeout | undefined;
  private waiting: Sample[] = [];
  private recordedAt = 0;
  private isWriting = false;
  private isFailing = false;

  constructor(
    private readonly counters: LiveCounters,
    private readonly store: LiveSampleStore,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    await this.record(Infinity);
  }

  /** Takes the counts of the second that has just ended. @param emptyEvery seconds after which a sample without presses is added */
  async record(emptyEvery = EMPTY_EVERY_SECONDS): Promise<void> {
    const second = Math.floor((this.clock.now().getTime() + EARLY_MS) / 1000) - 1;
    const counts = this.counters.take();
    if (counts.size > 0 || second - this.recordedAt >= emptyEvery) {
      this.waiting.push({ second, counts });
      this.recordedAt = second;
    }
    if (this.waiting.length > 0 && !this.isWriting) await this.write();
  }

  private schedule(): void {
    const untilNext = 1000 - (this.clock.now().getTime() % 1000);
    this.timer = setTimeout(() => {
      void this.record();
      this.schedule();
    }, untilNext).unref();
  }

  private async write(): Promise<void> {
    this.isWriting = true;
    try {
      for (let next = this.waiting[0]; next; next = this.waiting[0]) {
        await this.store.add(next.second, next.counts);
        this.waiting.shift();
      }
      this.isFailing = false;
    } catch (error) {
      if (!this.isFailing) this.logger.warn(`The samples of the live view cannot be saved yet: ${String(error)}`);
      this.isFailing = true;
      this.waiting = this.waiting.slice(-MAX_WAITING);
    } finally {
      this.isWriting = false;
    }
  }
}
