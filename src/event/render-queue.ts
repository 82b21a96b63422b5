import pLimit from 'p-limit';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { overloaded } from '../platform/errors/overloaded.js';

/** Rendering a page takes about 3 ms, a search up to 15 ms: the last in the queue waits for half a second or so. */
const MAX_WAITING = 64;

/**
 * Renders one page at a time, each in a later turn of the event loop: requests that need no rendering, coupon presses
 * above all, never wait for more than one rendering.
 */
export class RenderQueue {
  private readonly oneAtATime = pLimit(1);

  /** @throws DomainError `OVERLOADED`, at once, when too many wait already */
  add<T>(render: () => Promise<T>): Promise<T> {
    if (this.oneAtATime.pendingCount >= MAX_WAITING) throw overloaded();
    return this.oneAtATime(async () => {
      await nextTurn();
      return render();
    });
  }
}
