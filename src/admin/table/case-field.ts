import type { Field } from './field.js';
import type { Fields } from './fields.js';

/** A link to the member case, on a row's page. */
export const caseField = <Row extends { id: number }>(text: Fields<Row>['text']): Field<Row> =>
  text('case', 'id', {
    value: () => undefined,
    order: undefined,
    filter: undefined,
    list: false,
    exported: false,
    look: { components: { show: 'CaseLink' } },
  });
