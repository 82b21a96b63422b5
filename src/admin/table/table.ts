import type { EntityTarget } from 'typeorm';
import type { PanelAction } from '../action/panel-action.js';
import type { Field } from './field.js';

/** A list in the panel: which rows, what of them, and what can be done with them. */
export type Table<Row> = {
  /** Names the resource in addresses and translations. */
  readonly id: string;
  /** A name of Feather's icons. */
  readonly icon: string;
  readonly entity: EntityTarget<Row>;
  /** How many rows a list looks at, at most, where no index finds them: see `LARGE` and `SMALL`. */
  readonly window: number;
  /** The properties that are fetched; all of them when absent. */
  readonly select?: readonly (keyof Row & string)[];
  /** Awaited before rows are shown: what their values need beyond the rows. */
  readonly prepare?: () => Promise<unknown>;
  readonly fields: readonly Field<Row>[];
  readonly sort: { readonly sortBy: string; readonly direction: 'asc' | 'desc' };
  readonly actions: Readonly<Record<string, PanelAction>>;
};

/** A table that may hold millions of rows: each filter and each order has an index, or sees the newest rows only. */
export const LARGE = 20_000;

/** A table that people fill: it is read whole where it must be. */
export const SMALL = 100_000;
