import type { PanelAction } from '../action/panel-action.js';
import type { TableRows } from './table-rows.js';

/** A list in the panel: its rows, fields and actions. */
export type Table<Row> = TableRows<Row> & {
  readonly actions: Readonly<Record<string, PanelAction>>;
};

/** For a table that may hold millions of rows: a filter or an order without an index reads only the newest rows. */
export const LARGE = 20_000;

/** For a table that operators fill: it may be read as a whole. */
export const SMALL = 100_000;
