import type { CouponUser } from '../coupon/issued/coupon-user.entity.js';
import type { Answer } from '../platform/http/errors/answer.js';
import type { PressForm } from './press.form.js';

/** What the page shows after a press by its form, unless it only shows the code. */
export type PressOutcome = Pick<Answer, 'status' | 'headers'> & {
  readonly press: PressForm;
  readonly message: string;
  /** The member's code for the pressed coupon, if there is one. */
  readonly code?: string | undefined;
};

/** The page was opened before the operator selected another coupon, so its press is for the previous one. */
export const issuedElsewhere = (press: PressForm, { code }: Pick<CouponUser, 'code'>): PressOutcome => ({
  press,
  status: 200,
  message: '지난 이벤트의 쿠폰을 받았습니다',
  code,
});

export function refused(press: PressForm, { status, headers, body }: Answer): PressOutcome {
  const held = body['coupon_user'] as { readonly code: string } | undefined;
  return { press, status, headers, message: messageIn(body), code: held?.code };
}

/** The page shows the codes of one coupon only: a code of another coupon is part of the message. */
export const messageOf = ({ press, message, code }: PressOutcome, shownCouponId: number | undefined): string =>
  code !== undefined && press.coupon !== shownCouponId ? `${message}. 쿠폰 번호 : ${code}` : message;

/** The refusal as one sentence for the member. */
function messageIn({ code, result, detail }: Answer['body']): string {
  if (code === 'DOES_NOT_EXIST') return '이제 없는 작품이거나 쿠폰입니다. 아래에서 다시 골라 주세요.';
  return [result, detail].find((sentence) => typeof sentence === 'string') ?? '쿠폰을 받지 못했습니다.';
}
