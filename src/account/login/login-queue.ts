import { AddressShares } from '../../platform/throttle/address-shares.js';
import { tooManyLogins } from '../account.errors.js';
import type { LoginTry } from './login-budgets.js';

/**
 * Tries that wait for another's outcome, which addresses share: more would hold too many sockets, longer would outlast the
 * client. A try of a client that left waits on.
 */
const MAX_WAITING = 500;
const MAX_WAIT_MS = 10_000;

type Waiting = { readonly one: LoginTry; key: string; settle(error?: Error): void };

/** Tries that wait, in order of arrival, for tries under way that are counted under the same key. */
export class LoginQueue {
  private readonly lines = new Map<string, Set<Waiting>>();
  private readonly shares = new AddressShares(MAX_WAITING);

  /** @throws DomainError `OVERLOADED` when too many wait already, in all or from its address, or when the wait was too long */
  wait(one: LoginTry, key: string): Promise<void> {
    if (!this.shares.hasRoom(one.networks)) throw tooManyLogins();
    return new Promise((resolve, reject) => {
      const settle = (error?: Error): void => {
        clearTimeout(timer);
        this.shares.giveBack(one.networks);
        this.leaveLine(waiting);
        if (error === undefined) resolve();
        else reject(error);
      };
      const waiting: Waiting = { one, key, settle };
      const timer = setTimeout(() => settle(tooManyLogins()), MAX_WAIT_MS);
      this.shares.take(one.networks);
      this.joinLine(waiting);
    });
  }

  /**
   * Tries those again that wait at `key`, until one has to go on waiting there.
   * @param admit gives the key at which the try has to wait, or undefined when it has begun; whatever it throws goes to
   *   the one who waits
   */
  wake(key: string, admit: (one: LoginTry) => string | undefined): void {
    for (const waiting of this.lines.get(key) ?? []) {
      try {
        const full = admit(waiting.one);
        if (full === key) return;
        if (full === undefined) waiting.settle();
        else this.move(waiting, full);
      } catch (error) {
        waiting.settle(error as Error);
      }
    }
  }

  private move(waiting: Waiting, key: string): void {
    this.leaveLine(waiting);
    waiting.key = key;
    this.joinLine(waiting);
  }

  private joinLine(waiting: Waiting): void {
    const line = this.lines.get(waiting.key) ?? new Set();
    this.lines.set(waiting.key, line.add(waiting));
  }

  private leaveLine(waiting: Waiting): void {
    const line = this.lines.get(waiting.key);
    line?.delete(waiting);
    if (line?.size === 0) this.lines.delete(waiting.key);
  }
}
