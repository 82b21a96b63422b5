import { LRUCache } from 'lru-cache';

/** The result of one call, kept while the next call depends on the same values. */
export class LastResult<T> {
  private last: { readonly of: readonly unknown[]; readonly value: Promise<T> } | undefined;

  /** @param of everything that `make` depends on, compared by identity. A failure is not kept. */
  get(of: readonly unknown[], make: () => Promise<T>): Promise<T> {
    if (this.last && areSame(this.last.of, of)) return this.last.value;
    const last = { of, value: make() };
    this.last = last;
    last.value.catch(() => {
      if (this.last === last) this.last = undefined;
    });
    return last.value;
  }
}

/** As `LastResult`, with a result for each key. The least recently used results are evicted. */
export class LastResults<T> {
  private of: readonly unknown[] = [];
  private readonly results: LRUCache<string, Promise<T>>;

  constructor(max: number) {
    this.results = new LRUCache({ max });
  }

  get(key: string, of: readonly unknown[], make: () => Promise<T>): Promise<T> {
    if (!areSame(this.of, of)) {
      this.of = of;
      this.results.clear();
    }
    const known = this.results.get(key);
    if (known) return known;
    const value = make();
    this.results.set(key, value);
    value.catch(() => {
      if (this.results.peek(key) === value) this.results.delete(key);
    });
    return value;
  }
}

const areSame = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.length === other.length && one.every((value, index) => value === other[index]);
