import { interrupted } from '../rehearsal-refusal.js';
import type { HttpResponse } from './http-response.js';
import { PressConnection, type PressHandler } from './press-connection.js';
import type { PressPlan } from './press-plan.js';
import type { Tally } from './tally.js';

/** The share of the presses that come too early, spread over the time until the opening. */
const EARLY = 0.1;
const TICK_MS = 20;

/** How long presses that were sent are waited for. The service answers or fails within 10 s. */
const LAST_ANSWERS_MS = 15_000;

export type CrowdTimes = {
  /** Of `performance.now()`. */
  readonly openedAt: number;
  /** No press is sent later. */
  readonly endsAt: number;
};

/**
 * Presses on many connections: some presses before the event opens, then as fast as the service answers, until the plan is empty
 * or the time is over.
 */
export class Crowd implements PressHandler {
  private readonly startedAt = performance.now();
  private readonly connections: readonly PressConnection[];
  private readonly idle: PressConnection[];
  private readonly early: number;
  private sent = 0;
  private isOpen = false;
  private isStopped = false;
  private isOver = false;
  private finish = (): void => undefined;

  constructor(
    port: number,
    connections: number,
    private readonly plan: PressPlan,
    private readonly tally: Tally,
    private readonly times: CrowdTimes,
  ) {
    this.early = Math.floor(plan.left * EARLY);
    this.connections = Array.from({ length: connections }, () => new PressConnection(port, this));
    this.idle = [...this.connections];
  }

  /**
   * @param show called about every tenth of a second
   * @throws RehearsalRefusal if the operator interrupts the command
   */
  async run(show: () => void, signal: AbortSignal): Promise<void> {
    const { openedAt, endsAt } = this.times;
    const now = performance.now();
    const timers = [
      setInterval(() => this.pressEarly(), TICK_MS),
      setInterval(show, 5 * TICK_MS),
      setTimeout(() => this.open(), openedAt - now),
      setTimeout(() => this.stop(), endsAt - now),
      setTimeout(() => this.finish(), endsAt - now + LAST_ANSWERS_MS),
    ];
    const abort = (): void => this.finish();
    signal.addEventListener('abort', abort);
    try {
      if (!signal.aborted) await new Promise<void>((resolve) => (this.finish = resolve));
      if (signal.aborted) throw interrupted();
    } finally {
      timers.forEach((timer) => clearTimeout(timer));
      signal.removeEventListener('abort', abort);
      this.end();
    }
  }

  answered(connection: PressConnection, response: HttpResponse, sentAt: number): void {
    if (this.isOver) return;
    this.tally.add(response, sentAt);
    this.goOn(connection);
  }

  broken(connection: PressConnection): void {
    if (this.isOver) return;
    this.tally.addUnanswered();
    this.goOn(connection);
  }

  private goOn(connection: PressConnection): void {
    if (this.isOpen && this.press(connection)) return;
    this.idle.push(connection);
    if (this.plan.left === 0 || this.isOpen) this.finishIfIdle();
  }

  private press(connection: PressConnection): boolean {
    const request = this.isStopped ? undefined : this.plan.next();
    if (request === undefined) return false;
    this.sent += 1;
    connection.press(request);
    return true;
  }

  private pressEarly(): void {
    if (this.isOpen) return;
    const { openedAt } = this.times;
    const share = (performance.now() - this.startedAt) / (openedAt - this.startedAt);
    const allowed = Math.min(1, share) * this.early;
    while (this.sent < allowed && this.idle.length > 0) this.press(this.idle.shift()!);
  }

  private open(): void {
    this.isOpen = true;
    for (const connection of this.idle.splice(0)) this.goOn(connection);
  }

  /** No press is sent any more; those under way are waited for. */
  private stop(): void {
    this.isStopped = true;
    this.finishIfIdle();
  }

  private finishIfIdle(): void {
    if (this.idle.length === this.connections.length) this.finish();
  }

  /** What has no answer by now has none. */
  private end(): void {
    for (let busy = this.connections.length - this.idle.length; busy > 0; busy--) this.tally.addUnanswered();
    this.isOver = true;
    this.connections.forEach((connection) => connection.close());
  }
}
