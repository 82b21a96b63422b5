import { LRUCache } from 'lru-cache';

/** Caches what a pure function makes of strings. When the cache is full, the least recently used value is removed. */
export class BoundedCache<V extends NonNullable<unknown>> {
  private readonly kept: LRUCache<string, V>;

  /** @param max entries; @param maxLength longer strings are not cached, in characters */
  constructor(
    max: number,
    private readonly maxLength: number,
  ) {
    this.kept = new LRUCache({ max });
  }

  /** Neither undefined nor an error that `make` throws is cached. */
  get(text: string, make: (text: string) => V | undefined): V | undefined {
    const known = this.kept.get(text);
    if (known !== undefined) return known;
    const made = make(text);
    if (made !== undefined && text.length <= this.maxLength) this.kept.set(text, made);
    return made;
  }
}
