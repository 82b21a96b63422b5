import DataLoader from 'dataloader';

/**
 * With so many keys a batch is loaded at once. More keys would save little, and while thousands of connections send requests, the
 * end of the turn is seconds away: libuv reads up to 48 times 1,024 sockets in one turn.
 */
const FULL = 64;

/**
 * Loads values by key in batches: the keys that are requested in one turn of the event loop are loaded together at its end, each
 * once, or sooner when there are many. Nothing is cached, so a later request loads its key again.
 */
export class BatchLoader<K, V> extends DataLoader<K, V | undefined> {
  private readonly collecting: Collecting;

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
    const collecting: Collecting = { keys: 0, end: undefined };
    const schedule = (loadBatch: () => void): void => {
      const end = (): void => {
        if (collecting.end !== end) return;
        collecting.end = undefined;
        if (running < atOnce) loadBatch();
        else waiting = loadBatch;
      };
      Object.assign(collecting, { keys: 0, end });
      setImmediate(end);
    };
    super(load, { cache: false, batchScheduleFn: schedule });
    this.collecting = collecting;
  }

  override load(key: K): Promise<V | undefined> {
    const value = super.load(key);
    this.collecting.keys += 1;
    if (this.collecting.keys >= FULL) this.collecting.end?.();
    return value;
  }
}

/** The batch that is collected: its number of keys, and what ends collecting before the turn ends. */
type Collecting = { keys: number; end: (() => void) | undefined };
