import { text } from '../../platform/errors/text.js';
import { foundOr, green, yellow, type Check } from './check.js';
import type { EventFacts, OtherCoupon } from './event-facts.js';

/** White space that is not a single plain space. The forms remove it at both ends and refuse a name without visible letters. */
const ODD_SPACE = /\s{2}|[^\S ]/;

export function nameChecks({ event: { name }, others }: EventFacts): Check[] {
  const same = others.find((other) => plain(other.name) === plain(name));
  return foundOr(nameFine(), same !== undefined && nameUsed(same), ODD_SPACE.test(name) && oddSpace());
}

/** The same for names that a reader takes for one: without regard to capitals, width and white space. */
const plain = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s/g, '');

const nameFine = (): Check =>
  green('NAME_FINE', text('같은 이름의 쿠폰이 없습니다.', 'No other coupon has this name.'));

const nameUsed = ({ id, name }: OtherCoupon): Check =>
  yellow(
    'NAME_USED',
    text(
      `${id}번 쿠폰과 이름이 같습니다: ${name}. 회원과 관리자가 구별할 수 있게 이름을 바꾸세요.`,
      `Coupon ${id} has the same name: ${name}. Change the name, so that members and operators can tell them apart.`,
    ),
    { id, name },
  );

const oddSpace = (): Check =>
  yellow(
    'NAME_SPACES',
    text(
      '이름에 공백이 겹치거나 특수한 공백이 있습니다. 이름을 다시 입력하세요.',
      'The name has repeated or special spaces. Type it again.',
    ),
  );
