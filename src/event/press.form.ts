import { IdField } from '../platform/validation/field.decorators.js';

/** What the page's own form sends when somebody presses without scripting. */
export class PressForm {
  @IdField()
  coupon: number;

  @IdField()
  work: number;
}
