/** Beyond this number nothing more is cached, because statements whose text depends on the length of a list are rarely reused. */
const MAX_STATEMENTS = 300;

/** Caches one value for each SQL text, such as a prepared statement. Nothing is evicted. */
export class StatementCache<T> {
  private readonly cached = new Map<string, T>();

  /** @param make creates the value. `index` is unique to this SQL text; undefined if the value is not cached */
  of(sql: string, make: (index: number | undefined) => T): T {
    const known = this.cached.get(sql);
    if (known !== undefined) return known;
    if (this.cached.size >= MAX_STATEMENTS) return make(undefined);
    const made = make(this.cached.size);
    this.cached.set(sql, made);
    return made;
  }
}
