import type { Coupon } from '../../coupon/coupon.entity.js';
import { wallClock } from '../../coupon/event-hours.js';
import { text, type Language, type Text } from '../../platform/errors/text.js';

/** What the page says about itself, in the operator's language. */
export type PreviewView = {
  readonly language: Language;
  readonly heading: string;
  readonly moment: string;
  readonly notes: readonly string[];
  readonly back: { readonly href: string; readonly label: string };
};

type Previewed = {
  readonly coupon: Coupon;
  readonly at: Date;
  /** The coupon that the event page shows to members now. */
  readonly onEventPage: Pick<Coupon, 'id' | 'name'> | undefined;
  /** Whether there are works on further pages, which the preview does not have. */
  readonly hasMorePages: boolean;
};

const HEADING = text('미리 보기', 'Preview');
const BACK = text('관리 화면으로 돌아가기', 'Back to the panel');
const INERT = text(
  '실제 이벤트 페이지가 아닙니다. 버튼을 눌러도 쿠폰이 발급되지 않습니다. 시각만 바꾸었고 재고와 작품은 지금 그대로입니다.',
  'This is not the real event page: its buttons issue nothing. Only the time differs; stock and works are as they are now.',
);
const HIDDEN = text(
  '지금은 숨긴 쿠폰이라 회원에게 보이지 않습니다.',
  'The coupon is hidden now, so members do not see it.',
);
const FIRST_PAGE = text(
  '첫 쪽만 보여 줍니다. 검색과 다음 쪽은 미리 보기에 없습니다.',
  'Only the first page is shown, without search and further pages.',
);

export function presentPreview(previewed: Previewed, language: Language): PreviewView {
  const { coupon, at } = previewed;
  return {
    language,
    heading: HEADING[language],
    moment: momentText(at, coupon.timeZone),
    notes: [INERT, ...notes(previewed)].map((note) => note[language]),
    back: { href: `/admin/resources/coupons/records/${coupon.id}/show`, label: BACK[language] },
  };
}

function notes({ coupon, onEventPage, hasMorePages }: Previewed): Text[] {
  const isElsewhere = !coupon.isHidden && onEventPage !== undefined && onEventPage.id !== coupon.id;
  return [
    ...(coupon.isHidden ? [HIDDEN] : []),
    ...(isElsewhere ? [elsewhere(onEventPage.name)] : []),
    ...(hasMorePages ? [FIRST_PAGE] : []),
  ];
}

const elsewhere = (name: string): Text =>
  text(`지금 이벤트 페이지에는 다른 쿠폰이 표시됩니다: ${name}`, `The event page shows another coupon now: ${name}`);

/** With seconds, because a preview may be one second before the start. Time zones have offsets of whole minutes. */
const momentText = (at: Date, zone: string): string =>
  `${wallClock(at, zone)}:${at.toISOString().slice(17, 19)} (${zone})`;
