import DataLoader from 'dataloader';

/**
 * Loads values by key in batches: all keys that are requested in one turn of the event loop are loaded together at its end,
 * each once. Nothing is cached, so a later request loads its key again.
 */
export class BatchLoader<K, V> extends DataLoader<K, V | undefined> {
  /** @param loadMany returns the values that exist, by their keys */
  constructor(loadMany: (keys: readonly K[]) => Promise<ReadonlyMap<K, V>>) {
    const load = async (keys: readonly K[]): Promise<(V | undefined)[]> => {
      const values = await loadMany([...new Set(keys)]);
      return keys.map((key) => values.get(key));
    };
    super(load, { cache: false, batchScheduleFn: (loadBatch) => void setImmediate(loadBatch) });
  }
}
