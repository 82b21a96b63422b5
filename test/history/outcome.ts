import type { Answer } from '../support/answer.js';

/** The result of one try of a press, as far as the client can know. `fresh`: issued by this try, not an earlier one. */
export type Outcome =
  | { readonly kind: 'ok'; readonly code: string; readonly fresh: boolean }
  | { readonly kind: 'refused'; readonly reason: string }
  /** No answer, or one that does not say whether it was done. */
  | { readonly kind: 'unknown'; readonly why: string };

/** 503 with Retry-After: the one way to say that a fault of the machine left it open. */
export const COME_BACK = 'told to come back';

export function outcomeOf(answer: Answer): Outcome {
  if (answer.status === 503 && answer.header('retry-after')) return { kind: 'unknown', why: COME_BACK };
  if (answer.status >= 500) return { kind: 'unknown', why: `answered ${answer.status}` };
  const { code, coupon_user: held } = answer.json<{ code: string; coupon_user?: { code: string } }>();
  if (answer.status === 201) return { kind: 'ok', code, fresh: true };
  if (held) return { kind: 'ok', code: held.code, fresh: false };
  return { kind: 'refused', reason: code };
}

/** The connection could not be made, or broke. */
export function noAnswer(error: unknown): Outcome {
  const { code, message } = error as NodeJS.ErrnoException;
  return { kind: 'unknown', why: code ?? message };
}
