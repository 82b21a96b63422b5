/** The last thing that was made, for as long as it would be made of the same. */
export class LastResult<T> {
  private made: { readonly of: readonly unknown[]; readonly value: Promise<T> } | undefined;

  /** @param of everything that `make` depends on, compared by identity */
  get(of: readonly unknown[], make: () => Promise<T>): Promise<T> {
    if (this.made && areSame(this.made.of, of)) return this.made.value;
    const made = { of, value: make() };
    this.made = made;
    made.value.catch(() => {
      if (this.made === made) this.made = undefined; // whoever asks next tries again
    });
    return made.value;
  }
}

/** As `Latest`, several by their keys. Of these the ones that were asked for last are kept, however many keys there are. */
export class LastResults<T> {
  private of: readonly unknown[] = [];
  private kept = new Map<string, Promise<T>>();

  constructor(private readonly most: number) {}

  get(key: string, of: readonly unknown[], make: () => Promise<T>): Promise<T> {
    if (!areSame(this.of, of)) {
      this.of = of;
      this.kept = new Map();
    }
    const { kept } = this;
    const known = kept.get(key);
    const value = known ?? make();
    kept.delete(key);
    kept.set(key, value);
    if (kept.size > this.most) kept.delete(kept.keys().next().value!);
    if (!known) value.catch(() => kept.delete(key));
    return value;
  }
}

const areSame = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.length === other.length && one.every((part, place) => part === other[place]);
