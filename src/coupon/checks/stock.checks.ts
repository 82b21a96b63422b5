import { text } from '../../platform/errors/text.js';
import { foundOr, green, red, yellow, type Check } from './check.js';
import { lastEvent, MAX_MEMBERS, sum, type EventFacts, type OtherCoupon } from './event-facts.js';

const TIMES = 10;

export function stockChecks(facts: EventFacts): Check[] {
  const { event, supplies, works, members } = facts;
  if (event.count === 0) return [noStock()];
  const [supply, last] = [sum(supplies), lastEvent(facts.others)];
  const takeable = members * works;
  return foundOr(
    stockFine(event.count),
    last !== undefined && supply >= TIMES * last.supply && muchMore(supply, last),
    last !== undefined && supply * TIMES <= last.supply && muchLess(supply, last),
    facts.issued === 0 && addedTwice(supplies),
    works > 0 && members < MAX_MEMBERS && event.count > takeable && moreThanTakeable(event.count, takeable),
  );
}

/** The same number was put into stock twice before anything was issued, and not taken out again. */
function addedTwice(supplies: readonly number[]): Check | false {
  const times = (units: number): number => supplies.filter((one) => one === units).length;
  const units = supplies.find((one) => one > 0 && times(one) - times(-one) > 1);
  return units !== undefined && stockAddedTwice(units);
}

const stockFine = (units: number): Check =>
  green('STOCK_FINE', text(`남은 수량 ${digits(units)}개.`, `Remaining: ${digits(units)}.`), { units });

const noStock = (): Check =>
  red(
    'NO_STOCK',
    text(
      '재고가 0개라서 아무도 받을 수 없습니다. "재고 조정"으로 재고를 추가하세요.',
      'The stock is 0, so nobody can get a coupon. Add stock with “Adjust stock”.',
    ),
  );

const muchMore = (units: number, { id, name, supply }: OtherCoupon): Check =>
  yellow(
    'STOCK_MUCH_MORE',
    text(
      `재고 ${digits(units)}개가 지난 이벤트(${id}번 ${name}, ${digits(supply)}개)의 10배 이상입니다. 0을 하나 더 쓰지 않았는지 확인하세요.`,
      `The stock of ${digits(units)} is ten times that of the last event (${id}: ${name}, ${digits(supply)}) or more. Check for a 0 too many.`,
    ),
    { units, id, name, supply },
  );

const muchLess = (units: number, { id, name, supply }: OtherCoupon): Check =>
  yellow(
    'STOCK_MUCH_LESS',
    text(
      `재고 ${digits(units)}개가 지난 이벤트(${id}번 ${name}, ${digits(supply)}개)의 10분의 1 이하입니다. 0을 하나 빠뜨리지 않았는지 확인하세요.`,
      `The stock of ${digits(units)} is a tenth of that of the last event (${id}: ${name}, ${digits(supply)}) or less. Check for a missing 0.`,
    ),
    { units, id, name, supply },
  );

const stockAddedTwice = (units: number): Check =>
  yellow(
    'STOCK_ADDED_TWICE',
    text(
      `재고 ${digits(units)}개가 두 번 이상 들어갔습니다. 한 번만 넣으려 했다면 "재고 조정"으로 줄이세요.`,
      `${digits(units)} units were put into stock more than once. If once was meant, remove them with “Adjust stock”.`,
    ),
    { units },
  );

const moreThanTakeable = (units: number, takeable: number): Check =>
  yellow(
    'STOCK_MORE_THAN_TAKEABLE',
    text(
      `지금 회원이 모든 작품에서 받아도 ${digits(takeable)}개인데 재고는 ${digits(units)}개입니다. 회원이 더 가입할 예정이 아니라면 재고를 확인하세요.`,
      `Today’s members can take ${digits(takeable)} at most for all works, but the stock is ${digits(units)}. Check it, unless more members will sign up.`,
    ),
    { units, takeable },
  );

const digits = (units: number): string => units.toLocaleString('en');
