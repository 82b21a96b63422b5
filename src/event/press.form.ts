import { IdField } from '../platform/validation/field.decorators.js';

/** The body of the page's own form, which is sent when the browser runs no scripts. */
export class PressForm {
  @IdField()
  coupon: number;

  @IdField()
  work: number;
}
