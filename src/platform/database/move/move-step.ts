/** Bounds the memory of both processes. */
export const ROWS_PER_BATCH = 2_000;

/** What a move does next. */
export type MoveStep = {
  readonly name: 'check' | 'copy' | 'compare';
  /** Empty: the whole file. */
  readonly table: string;
  /** The number of its rows that are done. */
  readonly done: number;
};

export type ShowStep = (step: MoveStep) => void;
