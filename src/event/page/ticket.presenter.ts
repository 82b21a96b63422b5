import type { Coupon } from '../../coupon/coupon.entity.js';
import { DEFAULT_TIME_ZONE } from '../../platform/time/default-time-zone.js';
import { eventState, wallClock, type EventState } from '../../coupon/event-hours.js';

/** How the event stands: in words, and below them what follows for whoever looks. */
type Words = { readonly words: string; readonly hint: string };

/** What the view `coupon` shows of an event: `opensInMs` only until it starts. */
export type Ticket = Words & {
  readonly state: EventState | 'missing';
  readonly left?: number;
  readonly opensInMs?: number | undefined;
};

const NO_EVENT: Ticket = { state: 'missing', words: '쿠폰 정보 없음', hint: '이벤트가 준비되면 여기에 나타나요.' };

const ONE_A_WORK = '작품마다 한 장씩 받을 수 있어요.';

const WORDS: Readonly<Record<EventState, (coupon: Coupon) => Words>> = {
  running: (coupon) => ({
    words: `남은 쿠폰 수 : ${coupon.count}`,
    hint: coupon.endsAt ? `${ONE_A_WORK} ${moment(coupon.endsAt, coupon)}에 끝나요.` : ONE_A_WORK,
  }),
  'not-started': (coupon) => ({
    words: `시작 : ${moment(coupon.startsAt!, coupon)}`,
    hint: `그때부터 ${ONE_A_WORK}`,
  }),
  paused: () => ({ words: '잠시 멈췄어요', hint: '다시 열리면 받을 수 있어요. 잠시 후 새로 고쳐 주세요.' }),
  ended: (coupon) => ({ words: '이벤트 종료', hint: `${moment(coupon.endsAt!, coupon)}에 끝났어요.` }),
  'sold-out': () => ({ words: '이벤트 종료', hint: '준비한 쿠폰이 모두 나갔어요.' }),
};

export function presentTicket(coupon: Coupon | undefined, now: Date): Ticket {
  if (!coupon) return NO_EVENT;
  const state = eventState(coupon, now);
  return { state, left: coupon.count, opensInMs: opensInMs(coupon, now), ...WORDS[state](coupon) };
}

export const ticketState = (coupon: Coupon | undefined, now: Date): Ticket['state'] =>
  coupon ? eventState(coupon, now) : 'missing';

/** All that a ticket says of `now` beyond its state. */
export const opensInMs = (coupon: Coupon | undefined, now: Date): number | undefined =>
  ticketState(coupon, now) === 'not-started' ? coupon!.startsAt!.getTime() - now.getTime() : undefined;

/** `10월 1일 12:00`, by clocks in the event's zone; the zone is named where it is not the usual one. */
function moment(at: Date, { timeZone }: Coupon): string {
  const [, month, day, time] = /-(\d+)-(\d+) (.+)/.exec(wallClock(at, timeZone))!;
  const zone = timeZone === DEFAULT_TIME_ZONE ? '' : ` (${timeZone})`;
  return `${Number(month)}월 ${Number(day)}일 ${time}${zone}`;
}
