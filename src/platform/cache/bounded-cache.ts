/** What a pure function made of texts that come again and again. It starts anew when it is full. */
export class BoundedCache<V> {
  private kept = new Map<string, V>();

  /** @param most so many texts at a time; @param longest longer ones are not kept, in characters */
  constructor(
    private readonly most: number,
    private readonly longest: number,
  ) {}

  /** Undefined is not kept, nor is what `make` throws. */
  get(text: string, make: (text: string) => V | undefined): V | undefined {
    const known = this.kept.get(text);
    if (known !== undefined) return known;
    const made = make(text);
    if (made === undefined || text.length > this.longest) return made;
    if (this.kept.size >= this.most) this.kept = new Map();
    this.kept.set(text, made);
    return made;
  }
}
