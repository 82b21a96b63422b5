/** One SQL statement in the dialect of the database in use. */
export type Statement = { readonly sql: string; readonly parameters: readonly unknown[] };

export type Row = Readonly<Record<string, unknown>>;

/**
 * Part of a transaction: yields statements, is resumed with the rows of each, returns a `T`.
 *
 * Written as a generator because SQLite has one connection that everybody shares: a transaction that awaits
 * lets other requests' statements slip inside it, and they vanish with its rollback. A generator is driven to
 * its end synchronously on SQLite, and with awaits on PostgreSQL, from the same source.
 */
export type SqlProgram<T> = Generator<readonly Statement[], T, Rows>;

/** The rows of each statement that was yielded, in their order. */
export type Rows = readonly (readonly Row[])[];

type Results<S extends readonly SqlProgram<unknown>[]> = {
  [K in keyof S]: S[K] extends SqlProgram<infer T> ? T : never;
};

/** Several steps at once: what each asks for next goes to the database together, in their order, and costs one wait. */
export function* all<S extends readonly SqlProgram<unknown>[]>(...steps: S): SqlProgram<Results<S>> {
  let turns = steps.map((step) => step.next([]));
  while (turns.some(({ done }) => !done)) {
    const rows = yield turns.flatMap((turn) => (turn.done ? [] : turn.value));
    let taken = 0;
    turns = turns.map((turn, place) => {
      if (turn.done) return turn;
      const from = taken;
      taken += turn.value.length;
      return steps[place]!.next(rows.slice(from, taken));
    });
  }
  return turns.map(({ value }) => value) as Results<S>;
}
