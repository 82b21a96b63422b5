import type { EntityTarget } from 'typeorm';
import type { Field } from './field.js';

/** What a list in the panel reads and shows. */
export type TableRows<Row> = {
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
};
