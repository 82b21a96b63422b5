/** The last thing that was made, for as long as it would be made of the same. */
export class Latest<T> {
  private made: { readonly of: readonly unknown[]; readonly value: Promise<T> } | undefined;

  /** @param of everything that `make` depends on, compared by identity */
  get(of: readonly unknown[], make: () => Promise<T>): Promise<T> {
    if (this.made?.of.every((part, place) => part === of[place])) return this.made.value;
    const made = { of, value: make() };
    this.made = made;
    made.value.catch(() => {
      if (this.made === made) this.made = undefined; // whoever asks next tries again
    });
    return made.value;
  }
}
