import { DomainError } from '../../platform/errors/domain-error.js';
import { REJECTIONS, type Rejection } from './rejected-press.entity.js';

const CODES: ReadonlySet<string> = new Set(REJECTIONS);

/** @returns why a press failed; undefined if the member has the coupon. An unexpected error is a fault of the service */
export function rejectionOf(error: unknown): Rejection | undefined {
  if (!(error instanceof DomainError)) return 'INTERNAL';
  return CODES.has(error.code) ? (error.code as Rejection) : undefined;
}
