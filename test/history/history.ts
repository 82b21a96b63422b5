import type { Outcome } from './outcome.js';

/** One request of one press. Times are milliseconds since 1970, by the clock that the server reads too. */
export type Try = {
  readonly member: number;
  readonly coupon: number;
  readonly work: number;
  readonly began: number;
  readonly ended: number;
  readonly outcome: Outcome;
};

type Waiting = { readonly happened: (history: History) => boolean; readonly resolve: () => void };

/** The answers of all clients, in the order in which they arrived. */
export class History {
  readonly tries: Try[] = [];
  private waiting: Waiting[] = [];

  /** Sends one request and writes down what came of it. */
  async write(press: Pick<Try, 'member' | 'coupon' | 'work'>, send: () => Promise<Outcome>): Promise<Outcome> {
    const began = Date.now();
    const outcome = await send();
    this.tries.push({ ...press, began, ended: Date.now(), outcome });
    this.wake();
    return outcome;
  }

  /** Resolves as soon as `happened` says so; it is asked again after every answer. */
  until(happened: (history: History) => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push({ happened, resolve });
      this.wake();
    });
  }

  /** How many answers issued a coupon. */
  get issued(): number {
    return this.tries.filter(({ outcome }) => outcome.kind === 'ok' && outcome.fresh).length;
  }

  /** How many answers, or their absence, left it open. */
  get unknown(): number {
    return this.tries.filter(({ outcome }) => outcome.kind === 'unknown').length;
  }

  private wake(): void {
    const fulfilled = this.waiting.filter(({ happened }) => happened(this));
    this.waiting = this.waiting.filter((one) => !fulfilled.includes(one));
    for (const { resolve } of fulfilled) resolve();
  }
}
