import type { RateLimit } from '../config/rate-limit.js';

/** What is counted: a try by its serial number, or something that many tries have in common and that counts once. */
export type Item = string | number;

type Window = { readonly endsAt: number; readonly failed: Set<Item> };

/** So many keys are kept; beyond, the oldest are forgotten. At a hundred failures a second that is a quarter of an hour. */
const MAX_KEYS = 100_000;

/** Counts, by key, the different items that failed, and those under way, which may fail yet. A window starts with its first failure. */
export class TryCount {
  /** In the order in which they end, since all are equally long. */
  private readonly windows = new Map<string, Window>();
  private readonly begun = new Map<string, Map<Item, number>>();

  constructor(private readonly seconds: RateLimit['seconds']) {}

  failed(key: string): number {
    return this.window(key)?.failed.size ?? 0;
  }

  underWay(key: string): number {
    return this.begun.get(key)?.size ?? 0;
  }

  /** Failed ones and those under way. */
  all(key: string): number {
    const failed = this.window(key)?.failed;
    let count = failed?.size ?? 0;
    for (const item of this.begun.get(key)?.keys() ?? []) if (!failed?.has(item)) count++;
    return count;
  }

  /** Whether one more try of this item adds nothing to `failed`. */
  hasFailed(key: string, item: Item): boolean {
    return this.window(key)?.failed.has(item) ?? false;
  }

  /** Whether one more try of this item adds nothing to `all`. */
  has(key: string, item: Item): boolean {
    return this.hasFailed(key, item) || (this.begun.get(key)?.has(item) ?? false);
  }

  /** Milliseconds until the failures are forgotten. */
  msLeft(key: string): number {
    return Math.max(0, (this.window(key)?.endsAt ?? 0) - performance.now());
  }

  begin(key: string, item: Item): void {
    const begun = this.begun.get(key) ?? new Map<Item, number>();
    begun.set(item, (begun.get(item) ?? 0) + 1);
    this.begun.set(key, begun);
  }

  end(key: string, item: Item, failed: boolean): void {
    const begun = this.begun.get(key);
    const left = (begun?.get(item) ?? 1) - 1;
    if (left > 0) begun?.set(item, left);
    else begun?.delete(item);
    if (begun?.size === 0) this.begun.delete(key);
    if (failed) this.countFailure(key, item);
  }

  /** Takes back a failure. */
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
