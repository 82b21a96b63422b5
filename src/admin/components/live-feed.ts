import type { LiveHistory, LiveSnapshot } from '../../coupon/live/live-snapshot.js';
import type { LivePoint } from '../../coupon/live/live-window.js';

/** A request without an answer is given up after this time. */
const TIMEOUT_MS = 8_000;

/** The pause after the first failure; it doubles with each further one. */
const RETRY_MS = 1_000;
const MAX_RETRY_MS = 15_000;

/** Older points leave the chart. */
const KEPT_SECONDS = 900;

export type LiveState = {
  readonly snapshot: LiveSnapshot | undefined;
  readonly points: readonly LivePoint[];
  /** Of `Date.now()`: the last answer, and how far the server's clock is ahead. */
  readonly answeredAt: number | undefined;
  readonly aheadMs: number;
  /** `failing`: requests fail and are repeated. `refused`, `gone`: no more requests are sent. */
  readonly connection: 'loading' | 'open' | 'failing' | 'refused' | 'gone';
  /** The next attempt while failing, of `Date.now()`. */
  readonly retryAt: number | undefined;
};

export const LOADING: LiveState = {
  snapshot: undefined,
  points: [],
  answeredAt: undefined,
  aheadMs: 0,
  connection: 'loading',
  retryAt: undefined,
};

/** Asks for the numbers of one event again and again, while the page is visible. */
export class LiveFeed {
  private state = LOADING;
  private timer: number | undefined;
  private failures = 0;
  private isStopped = false;
  private isAsking = false;

  constructor(
    private readonly couponId: number,
    private readonly everyMs: number,
    private readonly show: (state: LiveState) => void,
  ) {
    document.addEventListener('visibilitychange', this.onVisibility);
    this.ask();
  }

  stop(): void {
    this.isStopped = true;
    window.clearTimeout(this.timer);
    document.removeEventListener('visibilitychange', this.onVisibility);
  }

  /** Asks now: after a change, or because the operator wants it. */
  readonly ask = (): void => {
    window.clearTimeout(this.timer);
    if (this.isStopped || this.isAsking || document.hidden) return;
    this.isAsking = true;
    void this.next().then((pauseMs) => {
      this.isAsking = false;
      if (pauseMs !== undefined && !this.isStopped) this.timer = window.setTimeout(this.ask, pauseMs);
    });
  };

  private readonly onVisibility = (): void => {
    if (!document.hidden) this.ask();
  };

  /** @returns the pause until the next request; undefined if there is none */
  private async next(): Promise<number | undefined> {
    try {
      const snapshot = await this.load<LiveSnapshot>('');
      if (typeof snapshot === 'number') return this.end(snapshot === 404 ? 'gone' : 'refused');
      const history = this.lacksPointsBefore(snapshot) ? await this.load<LiveHistory>('/history') : undefined;
      this.failures = 0;
      const now = Date.now();
      const points = merged(typeof history === 'object' ? history.points : this.state.points, snapshot);
      const connection = 'open';
      this.update({ snapshot, points, answeredAt: now, aheadMs: snapshot.at - now, connection, retryAt: undefined });
      return this.everyMs;
    } catch {
      const pauseMs = Math.min(MAX_RETRY_MS, RETRY_MS * 2 ** this.failures++) * (0.75 + Math.random() / 2);
      this.update({ ...this.state, connection: 'failing', retryAt: Date.now() + pauseMs });
      return pauseMs;
    }
  }

  /** Whether seconds are missing between the points of the page and those of the snapshot, which has the last minute. */
  private lacksPointsBefore({ until }: LiveSnapshot): boolean {
    const last = this.state.snapshot?.until;
    return last === undefined || last < until - 50;
  }

  /** @returns the status if the server refuses for good @throws any other failure */
  private async load<T>(path: string): Promise<T | 403 | 404> {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(`/admin/api/live/${this.couponId}${path}`, { signal });
    if (response.status === 403 || response.status === 404) return response.status;
    if (!response.ok) throw new Error(String(response.status));
    return (await response.json()) as T;
  }

  private end(connection: 'gone' | 'refused'): undefined {
    this.update({ ...this.state, connection, retryAt: undefined });
  }

  private update(state: LiveState): void {
    this.state = state;
    if (!this.isStopped) this.show(state);
  }
}

/** The points of the snapshot replace earlier ones: samples of other processes may have come later. */
function merged(earlier: readonly LivePoint[], { until, points }: LiveSnapshot): readonly LivePoint[] {
  const first = until - 59;
  const kept = earlier.filter(([second]) => second < first && second > until - KEPT_SECONDS);
  return [...kept, ...points.filter(([second]) => second >= first)];
}
