import DataLoader from 'dataloader';

/**
 * Loads values by key in batches: all keys that are requested in one turn of the event loop are loaded together at its end,
 * each once. Nothing is cached, so a later request loads its key again.
 */
export class BatchLoader<K, V> extends DataLoader<K, V | undefined> {
  /**
   * @param loadMany returns the values that exist, by their keys
   * @param atOnce the largest number of batches that are loaded at the same time. The keys that are requested meanwhile form
   *   the next batch, so a slow database makes batches larger instead of a queue longer
   */
  constructor(loadMany: (keys: readonly K[]) => Promise<ReadonlyMap<K, V>>, atOnce = Infinity) {
    let running = 0;
    let waiting: (() => void) | undefined;
    const load = async (keys: readonly K[]): Promise<(V | undefined)[]> => {
      running += 1;
      try {
        const values = await loadMany([...new Set(keys)]);
        return keys.map((key) => values.get(key));
      } finally {
        running -= 1;
        const next = waiting;
        waiting = undefined;
        next?.();
      }
    };
    // DataLoader asks when to load a new batch; until then it adds keys to it, so at most one batch waits.
    const schedule = (loadBatch: () => void): void =>
      void setImmediate(() => (running < atOnce ? loadBatch() : (waiting = loadBatch)));
    super(load, { cache: false, batchScheduleFn: schedule });
  }
}
