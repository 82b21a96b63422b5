/**
 * A condition in the WHERE clause of a list. `?` is the placeholder of each parameter.
 *
 * A list never reads more rows than its table's window. Of several conditions, the index of the one with the lowest rank
 * finds the rows, newest first, up to the window; the other conditions are applied to these rows.
 */
export type Condition = {
  /** The entity's property that the condition tests. */
  readonly property: string;
  readonly sql: (column: string, table: string) => string;
  readonly parameters: readonly unknown[];
  /** Absent: no index can find the rows. */
  readonly index?: {
    /** The lower the rank, the fewer rows match. */
    readonly rank: number;
    /** The order in which the index returns the rows. Absent: by id. */
    readonly order?: 'own' | 'none';
    /** The name of a partial index in the order of ids. SQLite must be told to use it; it would scan the table by id. */
    readonly partial?: string;
  };
  /** The condition limits the range of ids, so it combines with any index. */
  readonly boundsIds?: boolean;
  /** SQL that is true if the condition itself left out matching rows. */
  readonly exceeded?: { readonly sql: string; readonly parameters: readonly unknown[] };
  /** The condition for one row, without the limit that `exceeded` is about. An export applies it to all rows. */
  readonly unlimited?: Pick<Condition, 'sql' | 'parameters'>;
};

/** The lowest rank is used first. */
export const RANK = { unique: 0, member: 1, prefix: 2, rare: 3, work: 4, coupon: 5 } as const;
