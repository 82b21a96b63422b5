import { LRUCache } from 'lru-cache';

/** Caches the results of a pure function of strings. When the cache is full, the least recently used result is removed. */
export class BoundedCache<V extends NonNullable<unknown>> {
  private readonly kept: LRUCache<string, V>;

  /** @param max number of entries @param maxLength in characters; results for longer strings are not cached */
  constructor(
    max: number,
    private readonly maxLength: number,
  ) {
    this.kept = new LRUCache({ max });
  }

  /** @returns the cached result */
  peek(text: string): V | undefined {
    return this.kept.get(text);
  }

  /** @returns the result of `make`. If it is undefined, or `make` throws, nothing is cached */
  get(text: string, make: (text: string) => V | undefined): V | undefined {
    const known = this.kept.get(text);
    if (known !== undefined) return known;
    const made = make(text);
    if (made !== undefined && text.length <= this.maxLength) this.kept.set(text, made);
    return made;
  }
}
