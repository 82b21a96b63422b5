/** One SQL statement in the dialect of the database in use. */
export type Statement = {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  /** PostgreSQL: called when the result arrives, before those of the statements that were sent after it. */
  readonly onResult?: () => void;
};

export type Row = Readonly<Record<string, unknown>>;

/**
 * Part of a transaction: a generator that yields statements, receives the rows of each, and returns a `T`.
 *
 * Why not an async function: on SQLite all requests share one connection. If a transaction awaited between its statements,
 * statements of other requests would run inside it, and its rollback would undo them. A generator is run without a gap on
 * SQLite, and with awaits on PostgreSQL.
 */
export type SqlProgram<T> = Generator<readonly Statement[], T, Rows>;

/** The rows of each yielded statement, in the order of the statements. */
export type Rows = readonly (readonly Row[])[];

type Results<S extends readonly SqlProgram<unknown>[]> = {
  [K in keyof S]: S[K] extends SqlProgram<infer T> ? T : never;
};

/**
 * Runs several programs together. The statements that they yield are sent in one round trip and executed in the order of the
 * programs.
 */
export function* all<S extends readonly SqlProgram<unknown>[]>(...programs: S): SqlProgram<Results<S>> {
  let steps = programs.map((program) => program.next([]));
  while (steps.some(({ done }) => !done)) {
    const rows = yield steps.flatMap((step) => (step.done ? [] : step.value));
    let consumed = 0;
    steps = steps.map((step, index) => {
      if (step.done) return step;
      const from = consumed;
      consumed += step.value.length;
      return programs[index]!.next(rows.slice(from, consumed));
    });
  }
  return steps.map(({ value }) => value) as Results<S>;
}
