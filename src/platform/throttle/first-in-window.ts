/** Beyond this number, the oldest keys are dropped. */
const MAX_KEYS = 10_000;

/** Recognizes the first event of a key in a window, such as a refusal that is logged once, and tells how long the window lasts. */
export class FirstInWindow {
  /** The end of each key's window, in milliseconds since 1970. Ordered by the start of the window. */
  private readonly ends = new Map<string, number>();

  /**
   * @param remainingMs length of the window that starts if this is the first event
   * @returns whether the event is the first; false until the key's current window ends
   */
  isFirst(key: string, remainingMs: number): boolean {
    if (this.remainingMs(key) > 0) return false;
    const now = Date.now();
    this.ends.delete(key);
    this.makeRoom(now);
    this.ends.set(key, now + remainingMs);
    return true;
  }

  /** @returns milliseconds until the key's current window ends; 0 without one */
  remainingMs(key: string): number {
    return Math.max(0, (this.ends.get(key) ?? 0) - Date.now());
  }

  private makeRoom(now: number): void {
    for (const [key, end] of this.ends) {
      if (end > now && this.ends.size < MAX_KEYS) return;
      this.ends.delete(key);
    }
  }
}
