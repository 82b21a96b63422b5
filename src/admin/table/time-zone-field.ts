import type { Field } from './field.js';
import type { Fields } from './fields.js';

/** The time zone of the coupon's event, in which the times of the row are shown. */
export const timeZoneField = <Row extends { couponId: number }>(text: Fields<Row>['text']): Field<Row> =>
  text('time_zone', 'couponId', {
    through: { reference: 'coupon', property: 'timeZone' },
    order: undefined,
    filter: undefined,
    list: false,
    show: false,
    exported: true,
  });
