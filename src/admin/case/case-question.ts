import type { PostedFields } from '../http/posted-fields.js';
import { badCaseQuestion } from '../admin.errors.js';
import { rowId } from '../table/row-id.js';

/** What an operator looks for: a typed e-mail or code, a member, or an issued coupon. */
export type CaseQuestion = { readonly typed: string } | { readonly member: number } | { readonly issued: number };

const MAX_TEXT = 255;

/** @throws DomainError `INVALID` */
export function caseQuestion(posted: PostedFields): CaseQuestion {
  const typed = (posted.get('query') ?? '').trim();
  if (typed !== '' && typed.length <= MAX_TEXT && !typed.includes('\0')) return { typed };
  const member = rowId(posted.get('member'));
  if (member !== undefined) return { member };
  const issued = rowId(posted.get('issued'));
  if (issued !== undefined) return { issued };
  throw badCaseQuestion();
}
