import type { PropertyOptions, PropertyType } from 'adminjs';
import type { Condition } from './condition.js';
import type { Reference } from './references.js';

/** What a filter asks for: one value, or the ends of a range. */
export type Wanted = { readonly value?: string; readonly from?: string; readonly to?: string };

/**
 * One property of a resource. What is not listed as a field does not exist for the panel: it is neither read nor
 * filtered nor sorted by. Writing is not a field's business: each form names what it takes.
 */
export type Field<Row> = {
  readonly name: string;
  readonly type: PropertyType;
  /** What the panel shows of a row. */
  readonly value: (row: Row) => unknown;
  /** Shown instead of `value`: a property of the row that a reference of this table leads to. */
  readonly through?: { readonly reference: string; readonly property: string };
  /** The condition for a filter, or undefined when no row can be asked for so. Absent: cannot be filtered by. */
  readonly condition?: (wanted: Wanted) => Condition | undefined;
  /** The entity's property to sort by: the id, one with an index, or any of a small table. Absent: cannot be sorted by. */
  readonly order?: keyof Row & string;
  /** The table whose row this is about, by the id in `property`. */
  readonly reference?: Reference & { readonly property: keyof Row & string };
  readonly isId?: boolean;
  readonly isTitle?: boolean;
  readonly shown: Shown;
  readonly look?: Pick<PropertyOptions, 'components' | 'props' | 'isRequired'>;
};

/** Where a field appears. */
export type Shown = Readonly<Record<'list' | 'show' | 'edit', boolean>>;
