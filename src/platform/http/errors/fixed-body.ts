import type { DomainError } from '../../errors/domain-error.js';
import { errorAnswer } from './error-answer.js';

const PLACEHOLDER = 'id-of-the-request';

const partsByRefusal = new Map<DomainError, readonly [beforeId: string, afterId: string]>();

/**
 * The body of a refusal that exists once, in UTF-8 bytes as a one-byte string: Node writes it together with the head without
 * encoding it again. It is built once, because while a coupon is sold out or the service is overloaded most requests get it, and
 * only their ids differ.
 * @returns the body for this request, to be sent with the encoding `latin1`
 */
export function fixedBody(refusal: DomainError, requestId: string): string {
  let parts = partsByRefusal.get(refusal);
  if (!parts) {
    const body = JSON.stringify(errorAnswer(refusal, 'ko', PLACEHOLDER)!.body);
    const [beforeId = '', afterId = ''] = Buffer.from(body).toString('latin1').split(PLACEHOLDER);
    partsByRefusal.set(refusal, (parts = [beforeId, afterId]));
  }
  return parts[0] + requestId + parts[1];
}
