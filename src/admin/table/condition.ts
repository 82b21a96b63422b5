/**
 * Part of a list's WHERE. `?` stands for each parameter.
 *
 * A list never reads more rows than its table's window. Of several conditions the one with the lowest rank finds the
 * rows by its index, the newest first, up to the window; the others are applied to those.
 */
export type Condition = {
  /** The entity's property that it is about. */
  readonly property: string;
  readonly sql: (column: string, table: string) => string;
  readonly parameters: readonly unknown[];
  /** Absent: no index finds the rows. */
  readonly index?: {
    /** The lower, the fewer rows it leaves. */
    readonly rank: number;
    /** The order in which the index has the rows: by id unless it says otherwise. */
    readonly order?: 'own' | 'none';
    /** A partial index in the order of ids, by its name: SQLite would rather read all rows in that order. */
    readonly partial?: string;
  };
  /** It bounds the ids, so it goes together with any index. */
  readonly boundsIds?: boolean;
  /** SQL that is true when the condition itself had to leave rows out. */
  readonly exceeded?: { readonly sql: string; readonly parameters: readonly unknown[] };
};

/** Which index is asked first. */
export const RANK = { unique: 0, member: 1, prefix: 2, rare: 3, work: 4, coupon: 5 } as const;
