import { text } from '../../platform/errors/text.js';
import { foundOr, green, red, yellow, type Check } from './check.js';
import type { EventFacts } from './event-facts.js';

export function visibilityChecks({ event, onEventPage }: EventFacts): Check[] {
  const isElsewhere = !event.isHidden && onEventPage !== undefined && onEventPage.id !== event.id;
  return foundOr(
    visibilityFine(),
    event.isHidden && hidden(),
    event.paused && paused(),
    isElsewhere && otherOnEventPage(onEventPage.id, onEventPage.name),
  );
}

export const worksChecks = ({ works }: EventFacts): Check[] => foundOr(worksFine(works), works === 0 && noWorks());

const visibilityFine = (): Check =>
  green(
    'VISIBILITY_FINE',
    text('이벤트 페이지에 표시되고, 일시 중지되지 않았습니다.', 'It is shown on the event page and is not paused.'),
  );

const hidden = (): Check =>
  red(
    'HIDDEN',
    text(
      '숨긴 쿠폰이라 회원에게 보이지 않고 발급되지도 않습니다. "숨김 해제"를 누르세요.',
      'The coupon is hidden: members do not see it, and it is not issued. Choose “Unhide”.',
    ),
  );

const paused = (): Check =>
  red(
    'PAUSED',
    text(
      '일시 중지되어 쿠폰이 발급되지 않습니다. 발급하려면 "재개"를 누르세요.',
      'The event is paused, so no coupons are issued. To issue them, choose “Resume”.',
    ),
  );

const otherOnEventPage = (id: number, name: string): Check =>
  yellow(
    'OTHER_ON_EVENT_PAGE',
    text(
      `이벤트 페이지에는 지금 다른 쿠폰이 표시됩니다: ${id}번 ${name}. 열기 전에 "이벤트 페이지에 표시"를 누르세요.`,
      `The event page shows another coupon now: ${id}, ${name}. Choose “Show on the event page” before the start.`,
    ),
    { id, name },
  );

const worksFine = (works: number): Check =>
  green(
    'WORKS_FINE',
    text(
      `작품 ${works}개에서 한 장씩 받을 수 있습니다.`,
      `Each member can get one for each of ${works} work${works === 1 ? '' : 's'}.`,
    ),
    { works },
  );

const noWorks = (): Check =>
  red(
    'NO_WORKS',
    text(
      '보이는 작품이 없어 아무도 받을 수 없습니다. 작품을 추가하거나 숨김을 해제하세요.',
      'No work is visible, so nobody can get a coupon. Add works or unhide some.',
    ),
  );
