import DataLoader from 'dataloader';

/**
 * Loads by key, batched: all keys that are asked for in one turn of the event loop are loaded together at its end, each
 * once. Nothing is cached: a later request loads its key again.
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
