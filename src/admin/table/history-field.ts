import type { Field } from './field.js';
import type { Fields } from './fields.js';

/** The latest acts on a row, on the row's page. */
export const historyField = <Row extends { id: number }>(text: Fields<Row>['text']): Field<Row> =>
  text('history', 'id', {
    value: () => undefined,
    order: undefined,
    filter: undefined,
    list: false,
    exported: false,
    look: { components: { show: 'RowHistory' } },
  });
