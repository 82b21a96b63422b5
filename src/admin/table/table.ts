import type { EntityTarget } from 'typeorm';
import type { PanelAction } from '../action/panel-action.js';
import type { Field } from './field.js';

/** A list in the panel: its rows, fields and actions. */
export type Table<Row> = {
  /** The name of the resource in URLs and translations. */
  readonly id: string;
  /** The name of a Feather icon. */
  readonly icon: string;
  readonly entity: EntityTarget<Row>;
  /** The most rows that a list reads if no index finds them: `LARGE` or `SMALL`. */
  readonly window: number;
  /** The properties to select. Absent: all properties. */
  readonly select?: readonly (keyof Row & string)[];
  /** Runs before rows are shown and loads what their values need beyond the rows. */
  readonly prepare?: () => Promise<unknown>;
  readonly fields: readonly Field<Row>[];
  readonly sort: { readonly sortBy: string; readonly direction: 'asc' | 'desc' };
  readonly actions: Readonly<Record<string, PanelAction>>;
};

/** For a table that may hold millions of rows: a filter or an order without an index reads only the newest rows. */
export const LARGE = 20_000;

/** For a table that operators fill: it may be read as a whole. */
export const SMALL = 100_000;
