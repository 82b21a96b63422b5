import type { PropertyOptions, PropertyType } from 'adminjs';
import type { Text } from '../../platform/errors/text.js';
import type { Condition } from './condition.js';
import type { Reference } from './references.js';

/** The value of a filter: one value, or the ends of a range. */
export type FilterValue = { readonly value?: string; readonly from?: string; readonly to?: string };

/**
 * One property of a resource. The panel reads, filters and sorts only by listed fields. Fields do not define what can be
 * written: each form reads the fields that it accepts.
 */
export type Field<Row> = {
  readonly name: string;
  readonly type: PropertyType;
  /** The value that the panel shows for a row. */
  readonly value: (row: Row) => unknown;
  /** The instant that the field shows. A file has it in UTC, too. */
  readonly instant?: (row: Row) => Date | null;
  /** Shown instead of `value`: a property of the row to which a reference of this table points. */
  readonly through?: { readonly reference: string; readonly property: string };
  /** Builds the condition of a filter; undefined if the value is invalid. Absent: not filterable. */
  readonly condition?: (filter: FilterValue) => Condition | undefined;
  /** The property to sort by: the id, an indexed one, or any property of a small table. Absent: not sortable. */
  readonly order?: keyof Row & string;
  /** The table to which this field refers, by the id in `property`. */
  readonly reference?: Reference & { readonly property: keyof Row & string };
  readonly isId?: boolean;
  readonly isTitle?: boolean;
  readonly shown: Shown;
  /** Whether files have the field. Absent: if the list or the page of a row shows it. */
  readonly exported?: boolean;
  /** The head of its column in files. Absent: the name of the field above a list. */
  readonly head?: Text;
  readonly look?: Pick<PropertyOptions, 'components' | 'props' | 'isRequired'>;
};

/** Where a field appears. */
export type Shown = Readonly<Record<'list' | 'show' | 'edit', boolean>>;
