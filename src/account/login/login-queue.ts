import { ClientShares } from '../../platform/throttle/client-shares.js';
import { tooManyLogins } from '../account.errors.js';
import type { LoginAttempt } from './login-attempt.js';

/** Each waiting attempt holds a socket. Addresses share this number. An attempt keeps waiting if its client disconnects. */
const MAX_WAITING = 500;
/** A longer wait would exceed the timeout of many clients. */
const MAX_WAIT_MS = 10_000;

type Waiting = {
  readonly attempt: LoginAttempt;
  key: string;
  /** While its admission is asked for, an attempt is not refused: it may have begun already. */
  isAsking: boolean;
  isLate: boolean;
  settle(error?: Error): void;
};

/** For each key, the attempts that wait, in order of arrival, for an attempt in progress under the same key to end. */
export class LoginQueue {
  private readonly queues = new Map<string, Set<Waiting>>();
  private readonly shares = new ClientShares(MAX_WAITING);

  /**
   * Resolves when `wake` admits the attempt, and rejects with the error that the admission throws.
   * @throws DomainError `OVERLOADED` when too many attempts wait, in total or from this address, or after 10 seconds
   */
  wait(attempt: LoginAttempt, key: string): Promise<void> {
    if (!this.shares.hasRoom(attempt.networks)) throw tooManyLogins();
    return new Promise((resolve, reject) => {
      const settle = (error?: Error): void => {
        clearTimeout(timer);
        this.shares.release(attempt.networks);
        this.remove(waiting);
        if (error === undefined) resolve();
        else reject(error);
      };
      const waiting: Waiting = { attempt, key, isAsking: false, isLate: false, settle };
      const timer = setTimeout(() => {
        waiting.isLate = true;
        if (!waiting.isAsking) settle(tooManyLogins());
      }, MAX_WAIT_MS);
      this.shares.acquire(attempt.networks);
      this.add(waiting);
    });
  }

  /** @returns the keys where attempts wait */
  keys(): string[] {
    return [...this.queues.keys()];
  }

  /**
   * Admits the attempts that wait at `key`, in order, until one has to keep waiting there. Calls must not overlap.
   * @param admit returns the key where the attempt has to wait, or undefined if the attempt has begun; an error that it
   *   throws rejects the waiting attempt
   */
  async wake(key: string, admit: (attempt: LoginAttempt) => Promise<string | undefined>): Promise<void> {
    for (const waiting of this.queues.get(key) ?? []) {
      if ((await this.ask(waiting, admit)) === key) return;
    }
  }

  /** @returns the key where the attempt still waits */
  private async ask(
    waiting: Waiting,
    admit: (attempt: LoginAttempt) => Promise<string | undefined>,
  ): Promise<string | undefined> {
    waiting.isAsking = true;
    try {
      const fullKey = await admit(waiting.attempt);
      if (fullKey === undefined) waiting.settle();
      else if (waiting.isLate) waiting.settle(tooManyLogins());
      else if (fullKey !== waiting.key) this.move(waiting, fullKey);
      return fullKey;
    } catch (error) {
      waiting.settle(error as Error);
      return undefined;
    } finally {
      waiting.isAsking = false;
    }
  }

  private move(waiting: Waiting, key: string): void {
    this.remove(waiting);
    waiting.key = key;
    this.add(waiting);
  }

  private add(waiting: Waiting): void {
    const queue = this.queues.get(waiting.key) ?? new Set();
    this.queues.set(waiting.key, queue.add(waiting));
  }

  private remove(waiting: Waiting): void {
    const queue = this.queues.get(waiting.key);
    queue?.delete(waiting);
    if (queue?.size === 0) this.queues.delete(waiting.key);
  }
}
