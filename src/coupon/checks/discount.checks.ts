import { text } from '../../platform/errors/text.js';
import { foundOr, green, red, yellow, type Check } from './check.js';
import type { EventFacts } from './event-facts.js';

const FREE = 100;

/** The forms and the import refuse a rate over 100, but a row may have been written in another way. */
export function discountChecks({ event: { discountAmount, discountRate } }: EventFacts): Check[] {
  const isBoth = discountAmount > 0 && discountRate > 0;
  return foundOr(
    discountFine(discountAmount, discountRate),
    isBoth && bothDiscounts(discountAmount, discountRate),
    discountAmount === 0 && discountRate === 0 && noDiscount(),
    discountRate === FREE && free(),
    discountRate > FREE && overFree(discountRate),
  );
}

const discountFine = (amount: number, rate: number): Check =>
  rate > 0
    ? green('DISCOUNT_FINE', text(`할인 ${rate}%.`, `Discount: ${rate}%.`), { rate })
    : green('DISCOUNT_FINE', text(`할인 ${won(amount)}원.`, `Discount: ${won(amount)} won.`), { amount });

const bothDiscounts = (amount: number, rate: number): Check =>
  yellow(
    'BOTH_DISCOUNTS',
    text(
      `할인 금액(${won(amount)}원)과 할인율(${rate}%)이 함께 있습니다. 하나만 쓰려 했다면 다른 하나를 0으로 바꾸세요.`,
      `There is a discount in won (${won(amount)}) and one in per cent (${rate}%). If one is meant, set the other to 0.`,
    ),
    { amount, rate },
  );

const noDiscount = (): Check =>
  yellow(
    'NO_DISCOUNT',
    text('할인 금액과 할인율이 모두 0입니다. 둘 중 하나를 입력하세요.', 'Both discounts are 0. Enter one of them.'),
  );

const free = (): Check =>
  yellow(
    'FREE',
    text(
      '할인율이 100%라서 무료가 됩니다. 맞는지 확인하세요.',
      'A discount of 100% makes it free. Check that this is meant.',
    ),
  );

const overFree = (rate: number): Check =>
  red(
    'OVER_100',
    text(
      `할인율이 ${rate}%로 100%를 넘습니다. 쿠폰 수정에서 100 이하로 바꾸세요.`,
      `The discount of ${rate}% is over 100%. Edit the coupon and enter 100 or less.`,
    ),
    { rate },
  );

const won = (amount: number): string => amount.toLocaleString('en');
