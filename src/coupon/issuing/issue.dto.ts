import { IdField } from '../../platform/validation/field.decorators.js';

export class IssueDto {
  @IdField()
  coupon: number;

  @IdField()
  work: number;
}
