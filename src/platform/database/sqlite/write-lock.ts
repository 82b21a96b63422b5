import { Injectable } from '@nestjs/common';
import { unavailable } from '../../errors/unavailable.js';

/**
 * Whose turn it is to write into SQLite's file: one at a time, in the order of asking. Without this, two connections of
 * this process would meet at the file's own lock, where nobody waits in line.
 */
@Injectable()
export class WriteLock {
  private taken = false;
  private readonly waiting: (() => void)[] = [];

  /**
   * @param patienceMs longest wait for the turn
   * @throws DomainError `UNAVAILABLE` when it did not come in that time; whatever `write` throws
   */
  async acquire<T>(write: () => T | Promise<T>, patienceMs?: number): Promise<T> {
    if (this.taken) await this.wait(patienceMs);
    this.taken = true;
    try {
      return await write();
    } finally {
      // Handed over, so that nobody who comes now gets in between.
      const next = this.waiting.shift();
      if (next) next();
      else this.taken = false;
    }
  }

  private wait(patienceMs: number | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const begin = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const giveUp = (): void => {
        this.waiting.splice(this.waiting.indexOf(begin), 1);
        reject(unavailable({ kind: 'busy', driverCode: 'WRITE_LOCK' }));
      };
      const timer = patienceMs === undefined ? undefined : setTimeout(giveUp, patienceMs);
      this.waiting.push(begin);
    });
  }
}
