import { RANK } from './condition.js';
import type { Conditions } from './conditions.js';
import { contains, equalsFlag, equalsInteger, instantBetween } from './conditions.js';
import type { Field } from './field.js';
import type { Reference } from './references.js';

type Property<Row> = keyof Row & string;
type Extra<Row> = Partial<Omit<Field<Row>, 'name' | 'shown' | 'condition'>> & {
  list?: boolean;
  show?: boolean;
  edit?: boolean;
  /** Replaces the default filter of this type of column; undefined: not filterable. */
  filter?: Conditions | undefined;
};

/** Builds fields by the type of their column. `name` is the name of `property` in JSON and forms. */
export class Fields<Row extends object> {
  readonly id = (property: Property<Row>, extra: Extra<Row> = {}): Field<Row> =>
    this.field('id', property, { type: 'number', order: property, isId: true, filter: byId, ...extra });

  readonly text = (name: string, property: Property<Row>, extra: Extra<Row> = {}): Field<Row> =>
    this.field(name, property, { order: property, filter: contains, ...extra });

  readonly integer = (name: string, property: Property<Row>, extra: Extra<Row> = {}): Field<Row> =>
    this.field(name, property, { type: 'number', order: property, filter: equalsInteger(), ...extra });

  readonly flag = (name: string, property: Property<Row>, extra: Extra<Row> = {}): Field<Row> =>
    this.field(name, property, { type: 'boolean', filter: equalsFlag(), ...extra });

  readonly instant = (name: string, property: Property<Row>, extra: Extra<Row> = {}): Field<Row> =>
    this.field(name, property, {
      type: 'datetime',
      filter: instantBetween,
      instant: (row) => row[property] as Date | null,
      ...extra,
    });

  readonly reference = (
    name: string,
    property: Property<Row>,
    reference: Reference,
    extra: Extra<Row> = {},
  ): Field<Row> =>
    this.field(name, property, {
      type: 'reference',
      reference: { ...reference, property },
      filter: equalsInteger(),
      ...extra,
    });

  private field(name: string, property: Property<Row>, extra: Extra<Row>): Field<Row> {
    const { list = true, show = true, edit = false, filter, ...rest } = extra;
    const value = (row: Row): unknown => shownValue(row[property]);
    return {
      name,
      type: 'string',
      value,
      shown: { list, show, edit },
      ...(filter && { condition: (value) => filter(value, property) }),
      ...rest,
    };
  }
}

const byId = equalsInteger({ rank: RANK.unique, order: 'none' });

const shownValue = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : value);
