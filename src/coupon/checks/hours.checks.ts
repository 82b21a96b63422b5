import { text } from '../../platform/errors/text.js';
import { wallClock } from '../event-hours.js';
import { foundOr, green, red, yellow, type Check } from './check.js';
import { usualTimeZone, type EventFacts } from './event-facts.js';

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;

const MAX_DAYS = 60;
/** The forms take whole minutes, so the shortest event has one. */
const MIN_MINUTES = 10;
const MAX_DAYS_AHEAD = 365;
/** In these hours of the local time, a start is probably the wrong half of the day or another time zone. */
const NIGHT = { from: 1, before: 6 };

const at = (instant: Date, zone: string): string => `${wallClock(instant, zone)} (${zone})`;

export function hoursChecks(facts: EventFacts): Check[] {
  const { startsAt, endsAt, timeZone } = facts.event;
  const isOver = endsAt !== null && endsAt <= facts.now;
  const isReversed = startsAt !== null && endsAt !== null && endsAt <= startsAt;
  return foundOr(
    hoursFine(facts),
    isOver && ended(at(endsAt, timeZone)),
    // The forms refuse this. Only a row that was written in another way can have it.
    isReversed && endsBeforeStart(at(startsAt, timeZone), at(endsAt, timeZone)),
    ...(isOver ? [] : startChecks(facts)),
    ...(isReversed ? [] : lengthChecks(facts)),
  );
}

/** Of an event that has issued coupons, a start in the past is no longer a plan. */
function startChecks({ now, event, issued, others }: EventFacts): (Check | false)[] {
  const { startsAt, timeZone } = event;
  if (startsAt === null) return [issued === 0 && noStart()];
  if (startsAt <= now && issued > 0) return [];
  const start = at(startsAt, timeZone);
  const hour = Number(wallClock(startsAt, timeZone).slice(11, 13));
  const usualZone = usualTimeZone(others);
  return [
    startsAt <= now && alreadyStarted(start, now.getTime() - startsAt.getTime() >= DAY_MS ? red : yellow),
    startsAt.getTime() - now.getTime() > MAX_DAYS_AHEAD * DAY_MS && startsFarAhead(start),
    hour >= NIGHT.from && hour < NIGHT.before && startsAtNight(start),
    wallClock(startsAt, usualZone) !== wallClock(startsAt, timeZone) && otherZone(start, at(startsAt, usualZone)),
  ];
}

function lengthChecks({ now, event: { startsAt, endsAt } }: EventFacts): (Check | false)[] {
  if (endsAt === null) return [noEnd()];
  const lengthMs = endsAt.getTime() - (startsAt ?? now).getTime();
  return [
    lengthMs > MAX_DAYS * DAY_MS && tooLong(Math.floor(lengthMs / DAY_MS)),
    startsAt !== null && lengthMs < MIN_MINUTES * MINUTE_MS && tooShort(Math.floor(lengthMs / MINUTE_MS)),
  ];
}

function hoursFine({ event: { startsAt, endsAt, timeZone } }: EventFacts): Check {
  const [start, end] = [startsAt, endsAt].map((instant) => (instant ? at(instant, timeZone) : '–')) as [string, string];
  return green('HOURS_FINE', text(`시작 ${start}, 종료 ${end}.`, `Starts ${start}, ends ${end}.`), { start, end });
}

const ended = (end: string): Check =>
  red(
    'ENDED',
    text(
      `종료 시각이 이미 지나서 쿠폰이 발급되지 않습니다: ${end}. 연도와 날짜를 확인하고 수정하세요.`,
      `The end has already passed, so no coupons are issued: ${end}. Check the year and the date, and correct them.`,
    ),
    { end },
  );

const endsBeforeStart = (start: string, end: string): Check =>
  red(
    'ENDS_BEFORE_START',
    text(
      `종료 시각(${end})이 시작 시각(${start})보다 뒤가 아니어서 이벤트가 열리지 않습니다. 두 시각이 바뀌지 않았는지 확인하세요.`,
      `The end (${end}) is not after the start (${start}), so the event never opens. Check whether the two are swapped.`,
    ),
    { start, end },
  );

const noStart = (): Check =>
  yellow(
    'NO_START',
    text(
      '시작 시각이 없어, 숨기거나 일시 중지하지 않았다면 지금 바로 받을 수 있습니다. 예고한 시각에 열려면 시작 시각을 넣으세요.',
      'There is no start, so coupons can be taken right now, unless the coupon is hidden or paused. Enter a start if the event opens at an announced time.',
    ),
  );

const alreadyStarted = (start: string, level: typeof red): Check =>
  level(
    'ALREADY_STARTED',
    text(
      `시작 시각이 이미 지났는데 발급된 쿠폰이 없습니다: ${start}. 작년 날짜가 남아 있지 않은지 확인하세요.`,
      `The start has already passed, but nothing was issued: ${start}. Check that it is not a date of last year.`,
    ),
    { start },
  );

const startsFarAhead = (start: string): Check =>
  yellow(
    'STARTS_FAR_AHEAD',
    text(
      `시작 시각이 1년 넘게 남았습니다: ${start}. 연도를 확인하세요.`,
      `The start is more than a year ahead: ${start}. Check the year.`,
    ),
    { start },
  );

const startsAtNight = (start: string): Check =>
  yellow(
    'STARTS_AT_NIGHT',
    text(
      `한밤중에 시작합니다: ${start}. 오전과 오후, 시간대를 확인하세요.`,
      `It starts in the middle of the night: ${start}. Check a.m. and p.m., and the time zone.`,
    ),
    { start },
  );

const otherZone = (start: string, usual: string): Check =>
  yellow(
    'OTHER_TIME_ZONE',
    text(
      `다른 쿠폰과 시간대가 다릅니다. 시작: ${start} = ${usual}. 맞는지 확인하세요.`,
      `The other coupons have another time zone. Start: ${start} = ${usual}. Check that this is meant.`,
    ),
    { start, usual },
  );

const noEnd = (): Check =>
  yellow(
    'NO_END',
    text(
      '종료 시각이 없어 재고가 소진될 때까지 발급됩니다. 끝나는 날이 있다면 종료 시각을 넣으세요.',
      'There is no end, so coupons are issued until the stock is gone. Enter an end if the event has a last day.',
    ),
  );

const tooLong = (days: number): Check =>
  yellow(
    'LONG',
    text(
      `이벤트가 ${days}일 동안 열립니다. 종료 시각의 연도와 달을 확인하세요.`,
      `The event is open for ${days} days. Check the year and the month of the end.`,
    ),
    { days },
  );

const tooShort = (minutes: number): Check =>
  yellow(
    'SHORT',
    text(
      `이벤트가 ${minutes}분 만에 끝납니다. 종료 시각의 날짜와 시각을 확인하세요.`,
      `The event ends after ${minutes} min. Check the date and the time of the end.`,
    ),
    { minutes },
  );
