import type { RateLimit } from '../config/rate-limit.js';

/** The unit of a count: one attempt by its serial number, or a value (an account) that several attempts share and that counts once. */
export type Item = string | number;

type Window = { readonly endsAt: number; readonly failed: Set<Item> };

/** Bounds the memory: beyond this number, the oldest windows are dropped. 100 failures a second fill it in about 17 minutes. */
const MAX_KEYS = 100_000;

/**
 * Counts, for each key, the distinct items that failed in the current window and those that are still in progress. The
 * window of a key starts with its first failure.
 */
export class AttemptCounter {
  /** In the order in which they end, because all windows have the same length. */
  private readonly windows = new Map<string, Window>();
  private readonly inProgress = new Map<string, Map<Item, number>>();

  /** @param seconds length of a window */
  constructor(private readonly seconds: RateLimit['seconds']) {}

  /** @returns the number of items that failed in the current window */
  failedCount(key: string): number {
    return this.window(key)?.failed.size ?? 0;
  }

  /** @returns the number of items with attempts in progress */
  inProgressCount(key: string): number {
    return this.inProgress.get(key)?.size ?? 0;
  }

  /** @returns the number of items that failed or are in progress; an item that is both counts once */
  totalCount(key: string): number {
    const failed = this.window(key)?.failed;
    let count = failed?.size ?? 0;
    for (const item of this.inProgress.get(key)?.keys() ?? []) if (!failed?.has(item)) count++;
    return count;
  }

  /** @returns whether the item failed already, so that another attempt does not raise `failedCount` */
  hasFailed(key: string, item: Item): boolean {
    return this.window(key)?.failed.has(item) ?? false;
  }

  /** @returns whether the item failed or is in progress, so that another attempt does not raise `totalCount` */
  has(key: string, item: Item): boolean {
    return this.hasFailed(key, item) || (this.inProgress.get(key)?.has(item) ?? false);
  }

  /** @returns milliseconds until the window ends; 0 without a window */
  msLeft(key: string): number {
    return Math.max(0, (this.window(key)?.endsAt ?? 0) - performance.now());
  }

  /** Counts an attempt as in progress. Each call needs a matching `end`. */
  begin(key: string, item: Item): void {
    const items = this.inProgress.get(key) ?? new Map<Item, number>();
    items.set(item, (items.get(item) ?? 0) + 1);
    this.inProgress.set(key, items);
  }

  /** Ends an attempt that `begin` counted, and counts the failure if the attempt failed. */
  end(key: string, item: Item, failed: boolean): void {
    const items = this.inProgress.get(key);
    const remaining = (items?.get(item) ?? 1) - 1;
    if (remaining > 0) items?.set(item, remaining);
    else items?.delete(item);
    if (items?.size === 0) this.inProgress.delete(key);
    if (failed) this.countFailure(key, item);
  }

  /** Removes the failure of an item from the current window. */
  forgive(key: string, item: Item): void {
    this.window(key)?.failed.delete(item);
  }

  private window(key: string): Window | undefined {
    const window = this.windows.get(key);
    return window && window.endsAt > performance.now() ? window : undefined;
  }

  private countFailure(key: string, item: Item): void {
    const window = this.window(key);
    if (window) return void window.failed.add(item);
    this.windows.delete(key);
    this.windows.set(key, { endsAt: performance.now() + this.seconds * 1000, failed: new Set([item]) });
    this.dropOldest();
  }

  private dropOldest(): void {
    for (const [key, { endsAt }] of this.windows) {
      if (endsAt > performance.now() && this.windows.size <= MAX_KEYS) return;
      this.windows.delete(key);
    }
  }
}
