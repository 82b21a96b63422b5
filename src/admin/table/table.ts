import type { EntityTarget, FindOptionsRelations, FindOptionsSelect } from 'typeorm';
import type { PanelAction } from '../action/panel-action.js';
import type { Field } from './field.js';

/** A list in the panel: which rows, what of them, and what can be done with them. */
export type Table<Row> = {
  /** Names the resource in addresses and translations. */
  readonly id: string;
  /** A name of Feather's icons. */
  readonly icon: string;
  readonly entity: EntityTarget<Row>;
  /** The columns that are fetched; all of them when absent. */
  readonly select?: FindOptionsSelect<Row>;
  /** What is fetched with each row. */
  readonly relations?: FindOptionsRelations<Row>;
  /** Awaited before rows are shown: what their values need beyond the rows. */
  readonly prepare?: () => Promise<unknown>;
  readonly fields: readonly Field<Row>[];
  readonly sort: { readonly sortBy: string; readonly direction: 'asc' | 'desc' };
  readonly actions: Readonly<Record<string, PanelAction>>;
};
