import { Injectable } from '@nestjs/common';

/**
 * Whose turn it is to write into SQLite's file: one at a time, in the order of asking. Without this, two connections of
 * this process would meet at the file's own lock, where nobody waits in line.
 */
@Injectable()
export class WriteTurns {
  private taken = false;
  private readonly waiting: (() => void)[] = [];

  async take<T>(write: () => T | Promise<T>): Promise<T> {
    if (this.taken) await new Promise<void>((resolve) => this.waiting.push(resolve));
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
}
