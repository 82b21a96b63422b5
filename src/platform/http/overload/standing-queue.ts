import { Arrivals } from './arrivals.js';

/** Fewer requests than this are always accepted: they are answered within a moment once the database answers. */
const ALWAYS_ACCEPTED = 256;

/** A request that was answered later than this waited in a queue. */
const MAX_AGE_MS = 200;

/** A queue has no room only if it stands: a crowd that comes at once is answered within this time, and nobody waits for room. */
const PATIENCE_MS = 200;

/** A request that has waited for room for so long does not start any more, because its answer would take a second. */
const MAX_WAIT_MS = 250;

/** Until then a request that has waited for too long starts after all if the queue is empty. */
const LAST_START_MS = 600;

/** When a request that did not start is refused. */
const REFUSE_AFTER_MS = 1_500;

/** Requests that wait for room or for their refusal at the same time. */
const MAX_WAITING = 20_000;

const CHECK_EVERY_MS = 20;

/** Refusals for each check, so that they do not delay answers, and clients that are refused do not come back all at once. */
const REFUSALS_AT_ONCE = 100;

/** How many of the waiting requests may start for each answer that was in time: the queue grows, but not all at once. */
const STARTS_FOR_ANSWER = 2;

/** A request in front of the queue. */
export type Entry = {
  readonly start: () => void;
  readonly refuse: () => void;
  /** Whether the client has disconnected, so that neither has to be called. */
  readonly isGone: () => boolean;
};

type Waiting = Entry & { readonly since: number };

/**
 * Bounds a queue by the time that it takes. If requests come faster than they are answered, every answer is late, and no number of
 * requests would be the right limit: the same queue is short for a fast machine and long for a slow one. So the ages at the
 * answer decide. When none was below 0.2 s for 0.2 s, further requests wait in front of the queue until one is, in order of
 * arrival. Those that have waited for 0.25 s would get their answer after a second, and are refused, unless the queue is empty
 * within 0.6 s.
 *
 * They are refused later, because a refusal costs the process more than half of an answer. If it were sent at once, clients that
 * repeat their requests would leave no time for answers. A client that waits for its refusal sends nothing meanwhile.
 */
export class StandingQueue {
  private inProgress = 0;
  /** The last moment without a queue: an answer was in time, or few requests were in progress. */
  private goodAt = 0;
  private readonly waiting: Waiting[] = [];
  /** Requests that have waited for too long, and are refused later. */
  private readonly late: Waiting[] = [];
  private timer: NodeJS.Timeout | undefined;
  private readonly arrivals: Arrivals;

  /** @param now a monotonic clock in milliseconds */
  constructor(readonly now = (): number => performance.now()) {
    this.arrivals = new Arrivals(now);
  }

  /** Calls `start` as soon as there is room, or `refuse` if there is none for too long. */
  enter(entry: Entry): void {
    const since = this.arrivals.next();
    const isLate = this.now() - since > MAX_WAIT_MS;
    if (!isLate && this.waiting.length === 0 && this.hasRoom()) return entry.start();
    if (this.waiting.length + this.late.length >= MAX_WAITING) return entry.refuse();
    (isLate ? this.late : this.waiting).push({ since, ...entry });
    this.timer ??= setInterval(() => this.check(), CHECK_EVERY_MS);
  }

  /**
   * Counts a request that has started, until `work` settles.
   * @param since when the request had arrived completely, of the same clock: a client that sends slowly is not a queue
   */
  async run<T>(since: number, work: () => Promise<T>): Promise<T> {
    if (this.inProgress < ALWAYS_ACCEPTED) this.goodAt = this.now();
    this.inProgress += 1;
    try {
      return await work();
    } finally {
      this.inProgress -= 1;
      const now = this.now();
      if (now - since <= MAX_AGE_MS) this.goodAt = now;
      if (this.waiting.length + this.late.length > 0) this.startSome(STARTS_FOR_ANSWER);
    }
  }

  private hasRoom(): boolean {
    if (this.inProgress >= ALWAYS_ACCEPTED) return this.now() - this.goodAt <= PATIENCE_MS;
    return true;
  }

  /** Starts requests that wait, in order; of the late ones only when nothing else is to be done. */
  private startSome(max: number): void {
    startFrom(this.waiting, max, () => this.hasRoom());
    if (this.waiting.length === 0 && this.inProgress === 0) this.startLate();
  }

  private startLate(): void {
    const first = this.late.findIndex(({ since }) => since > this.now() - LAST_START_MS);
    if (first >= 0) startFrom(this.late.splice(first, ALWAYS_ACCEPTED), ALWAYS_ACCEPTED, () => true);
  }

  private check(): void {
    this.startSome(ALWAYS_ACCEPTED - this.inProgress);
    this.late.push(...takeOlder(this.waiting, this.now() - MAX_WAIT_MS));
    for (const { refuse, isGone } of takeOlder(this.late, this.now() - REFUSE_AFTER_MS, REFUSALS_AT_ONCE))
      if (!isGone()) refuse();
    if (this.waiting.length + this.late.length > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }
}

/** Starts up to `max` requests of a list, in order, and drops those whose client has gone. */
function startFrom(list: Waiting[], max: number, mayStart: () => boolean): void {
  for (let started = 0; started < max && list.length > 0 && mayStart();) {
    const { start, isGone } = list.shift()!;
    if (isGone()) continue;
    started += 1;
    start();
  }
}

/** Removes what has waited since `moment` or longer from a list in order of arrival, at most `max`. */
function takeOlder(list: Waiting[], moment: number, max = Infinity): Waiting[] {
  const newer = list.findIndex(({ since }) => since > moment);
  return list.splice(0, Math.min(max, newer < 0 ? list.length : newer));
}
