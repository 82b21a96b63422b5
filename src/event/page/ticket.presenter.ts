import type { Coupon } from '../../coupon/coupon.entity.js';
import { DEFAULT_TIME_ZONE } from '../../platform/time/default-time-zone.js';
import { eventState, wallClock, type EventState } from '../../coupon/event-hours.js';

/** The state of the event in one line, and below it what the viewer can do. */
type TicketText = { readonly status: string; readonly hint: string };

/** What the partial `coupon` shows in its box: `opensInMs` only before the start. */
export type Ticket = TicketText & {
  readonly state: EventState | 'missing';
  readonly left?: number;
  readonly opensInMs?: number | undefined;
};

const NO_EVENT: Ticket = { state: 'missing', status: '쿠폰 정보 없음', hint: '이벤트가 준비되면 여기에 나타나요.' };

const ONE_PER_WORK = '작품마다 한 장씩 받을 수 있어요.';

const TEXTS: Readonly<Record<EventState, (coupon: Coupon) => TicketText>> = {
  running: (coupon) => ({
    status: `남은 쿠폰 수 : ${coupon.count}`,
    hint: coupon.endsAt ? `${ONE_PER_WORK} ${localTime(coupon.endsAt, coupon)}에 끝나요.` : ONE_PER_WORK,
  }),
  'not-started': (coupon) => ({
    status: `시작 : ${localTime(coupon.startsAt!, coupon)}`,
    hint: `그때부터 ${ONE_PER_WORK}`,
  }),
  paused: () => ({ status: '잠시 멈췄어요', hint: '다시 열리면 받을 수 있어요. 잠시 후 새로 고쳐 주세요.' }),
  ended: (coupon) => ({ status: '이벤트 종료', hint: `${localTime(coupon.endsAt!, coupon)}에 끝났어요.` }),
  'sold-out': () => ({ status: '이벤트 종료', hint: '준비한 쿠폰이 모두 나갔어요.' }),
};

export function presentTicket(coupon: Coupon | undefined, now: Date): Ticket {
  if (!coupon) return NO_EVENT;
  const state = eventState(coupon, now);
  return { state, left: coupon.count, opensInMs: opensInMs(coupon, now), ...TEXTS[state](coupon) };
}

export const ticketState = (coupon: Coupon | undefined, now: Date): Ticket['state'] =>
  coupon ? eventState(coupon, now) : 'missing';

/** Besides the state, the only part of a ticket that depends on `now`. */
export const opensInMs = (coupon: Coupon | undefined, now: Date): number | undefined =>
  ticketState(coupon, now) === 'not-started' ? coupon!.startsAt!.getTime() - now.getTime() : undefined;

/** `10월 1일 12:00`, in the event's time zone, which is named unless it is the default. */
function localTime(at: Date, { timeZone }: Coupon): string {
  const [, month, day, time] = /-(\d+)-(\d+) (.+)/.exec(wallClock(at, timeZone))!;
  const zone = timeZone === DEFAULT_TIME_ZONE ? '' : ` (${timeZone})`;
  return `${Number(month)}월 ${Number(day)}일 ${time}${zone}`;
}
