import { Injectable } from '@nestjs/common';
import { unavailable } from '../../errors/unavailable.js';

/**
 * A mutex for the connections of this process that write to the SQLite file, in order of arrival. SQLite's own file lock is
 * not a queue: a connection that must wait for it can be overtaken any number of times.
 */
@Injectable()
export class WriteLock {
  private taken = false;
  private readonly waiting: (() => void)[] = [];

  /**
   * Runs `write` while the lock is held.
   * @param maxWaitMs maximum wait for the lock; undefined: no limit
   * @throws DomainError `UNAVAILABLE` if the lock was not obtained in time; what `write` throws
   */
  async acquire<T>(write: () => T | Promise<T>, maxWaitMs?: number): Promise<T> {
    if (this.taken) await this.wait(maxWaitMs);
    this.taken = true;
    try {
      return await write();
    } finally {
      // The lock stays taken while it passes to the next caller, so that no new caller can overtake.
      const next = this.waiting.shift();
      if (next) next();
      else this.taken = false;
    }
  }

  private wait(maxWaitMs: number | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const begin = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const giveUp = (): void => {
        this.waiting.splice(this.waiting.indexOf(begin), 1);
        reject(unavailable({ kind: 'busy', driverCode: 'WRITE_LOCK' }));
      };
      const timer = maxWaitMs === undefined ? undefined : setTimeout(giveUp, maxWaitMs);
      this.waiting.push(begin);
    });
  }
}
