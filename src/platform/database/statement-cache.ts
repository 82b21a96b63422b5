/** So many different statements are worth keeping; lists of varying length, as in an import, are not. */
const MOST = 300;

/** What was made of a statement's SQL, made once. */
export class StatementCache<T> {
  private readonly kept = new Map<string, T>();

  /** @param make is given a number that is this statement's own, or none when it will not be kept */
  of(sql: string, make: (place: number | undefined) => T): T {
    const known = this.kept.get(sql);
    if (known !== undefined) return known;
    if (this.kept.size >= MOST) return make(undefined);
    const made = make(this.kept.size);
    this.kept.set(sql, made);
    return made;
  }
}
