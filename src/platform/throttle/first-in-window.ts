/** Keys beyond this many make room for each other, the oldest first. */
const MAX_KEYS = 10_000;

/** Tells the first event of a key and window from the others: a client that is refused again and again fills no log. */
export class FirstInWindow {
  /** When each key's window ends. Keys stand in the order in which their windows began. */
  private readonly ends = new Map<string, number>();

  /** @param remainingMs until this key's window ends; what comes before that is not the first any more */
  isFirst(key: string, remainingMs: number): boolean {
    const now = Date.now();
    if ((this.ends.get(key) ?? 0) > now) return false;
    this.ends.delete(key);
    this.makeRoom(now);
    this.ends.set(key, now + remainingMs);
    return true;
  }

  private makeRoom(now: number): void {
    for (const [key, end] of this.ends) {
      if (end > now && this.ends.size < MAX_KEYS) return;
      this.ends.delete(key);
    }
  }
}
