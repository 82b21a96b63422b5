import type { CouponUser } from '../coupon/issued/coupon-user.entity.js';
import type { Answer } from '../platform/http/errors/answer.js';
import type { PressForm } from './press.form.js';

/** What the page says after a press by its form, when it does more than show the code. */
export type PressOutcome = Pick<Answer, 'status' | 'headers'> & {
  readonly press: PressForm;
  readonly words: string;
  /** What the member has got of the pressed coupon. */
  readonly code?: string | undefined;
};

/** A page may have been open since before the operator selected another coupon: its press is for the old one. */
export const issuedElsewhere = (press: PressForm, { code }: Pick<CouponUser, 'code'>): PressOutcome => ({
  press,
  status: 200,
  words: '지난 이벤트의 쿠폰을 받았습니다',
  code,
});

export function refused(press: PressForm, { status, headers, body }: Answer): PressOutcome {
  const held = body['coupon_user'] as { readonly code: string } | undefined;
  return { press, status, headers, words: pressWords(body), code: held?.code };
}

/** The page shows the codes of one coupon; a code of another stands in the words. */
export const wordsOf = ({ press, words, code }: PressOutcome, shownCouponId: number | undefined): string =>
  code !== undefined && press.coupon !== shownCouponId ? `${words}. 쿠폰 번호 : ${code}` : words;

/** A refusal's body in one sentence for whoever pressed. */
function pressWords({ code, result, detail }: Answer['body']): string {
  if (code === 'DOES_NOT_EXIST') return '이제 없는 작품이거나 쿠폰입니다. 아래에서 다시 골라 주세요.';
  return [result, detail].find((words) => typeof words === 'string') ?? '쿠폰을 받지 못했습니다.';
}
