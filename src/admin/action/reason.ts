import type { Text } from '../../platform/errors/text.js';
import { lineProblem, oneLine } from '../../platform/text/one-line.js';
import { badReason } from '../admin.errors.js';
import type { PostedFields } from '../http/posted-fields.js';

const MAX_REASON = 200;

/** Reads the reason of an act from the field `reason` of its form, and what is wrong with it. */
export function readReason(posted: PostedFields): { readonly reason: string; readonly problem: Text | undefined } {
  const reason = oneLine(posted.get('reason') ?? '');
  return { reason, problem: lineProblem(reason, MAX_REASON) };
}

/** @throws DomainError `INVALID` */
export function requireReason(posted: PostedFields): string {
  const { reason, problem } = readReason(posted);
  if (problem) throw badReason(problem);
  return reason;
}
