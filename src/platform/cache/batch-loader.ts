type Waiting<V> = { resolve: (value: V | undefined) => void; reject: (error: unknown) => void };

/**
 * Look-ups by key that are asked for in one turn of the event loop, done as one. A lone one is not held back: it is
 * done at the end of the turn. Nothing is kept: who asks later is looked up again.
 */
export class BatchLoader<K, V> {
  private waiting = new Map<K, Waiting<V>[]>();

  /** @param loadMany gives the values that exist, by their keys */
  constructor(private readonly loadMany: (keys: readonly K[]) => Promise<ReadonlyMap<K, V>>) {}

  load(key: K): Promise<V | undefined> {
    return new Promise((resolve, reject) => {
      if (this.waiting.size === 0) setImmediate(() => void this.answer());
      const others = this.waiting.get(key);
      if (others) others.push({ resolve, reject });
      else this.waiting.set(key, [{ resolve, reject }]);
    });
  }

  private async answer(): Promise<void> {
    const asked = this.waiting;
    this.waiting = new Map();
    try {
      const values = await this.loadMany([...asked.keys()]);
      for (const [key, all] of asked) for (const { resolve } of all) resolve(values.get(key));
    } catch (error) {
      for (const all of asked.values()) for (const { reject } of all) reject(error);
    }
  }
}
