const EVERY = 100_000;

/** Prints a line after every 100,000 rows of a large table. */
export class Progress {
  constructor(private readonly print: (line: string) => void) {}

  /** @param done rows of the table so far; pages divide 100,000 */
  show(step: string, table: string, done: number, total: number): void {
    if (done % EVERY !== 0) return;
    this.print(`  ${step}: ${table} ${done.toLocaleString('en')} / ${total.toLocaleString('en')}`);
  }
}
