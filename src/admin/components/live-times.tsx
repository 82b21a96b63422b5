import React, { type FC } from 'react';
import type { LiveSnapshot } from '../../coupon/live/live-snapshot.js';
import { DEFAULT_TIME_ZONE } from '../../platform/time/default-time-zone.js';
import type { Say } from './say.js';

const formats = new Map<string, Intl.DateTimeFormat>();

/** The local time in a zone, such as `2026-10-01 12:00:05`. */
function timeIn(zone: string, at: number): string {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone: zone });
    formats.set(zone, format);
  }
  return format.format(at);
}

/** In Korea, in UTC, and in the event's zone if that is another one. */
const Zones: FC<{ at: number; zone: string }> = ({ at, zone }) => (
  <span className="live-zones">
    <time dateTime={new Date(at).toISOString()}>{timeIn(DEFAULT_TIME_ZONE, at)} KST</time>
    <span>{timeIn('UTC', at)} UTC</span>
    {![DEFAULT_TIME_ZONE, 'UTC'].includes(zone) && (
      <span>
        {timeIn(zone, at)} {zone}
      </span>
    )}
  </span>
);

/** @returns such as `2d 03:04:05` */
function duration(ms: number, say: Say): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const clock = `${two((seconds % 86_400) / 3600)}:${two((seconds % 3600) / 60)}:${two(seconds % 60)}`;
  return seconds < 86_400 ? clock : `${say('days', { count: Math.floor(seconds / 86_400) })} ${clock}`;
}

type Props = { snapshot: LiveSnapshot; now: number; say: Say };

/** Until the start, then until the end. @param now of the server */
export const Countdown: FC<Props> = ({ snapshot: { startsAt, endsAt }, now, say }) => {
  if (startsAt !== null && now < startsAt)
    return <Until label={say('startsIn')} text={duration(startsAt - now, say)} />;
  if (endsAt === null) return <p className="live-countdown">{say('noEnd')}</p>;
  if (now >= endsAt) return <p className="live-countdown">{say('hasEnded')}</p>;
  return <Until label={say('endsIn')} text={duration(endsAt - now, say)} />;
};

const Until: FC<{ label: string; text: string }> = ({ label, text }) => (
  <p className="live-countdown" role="timer" aria-live="off">
    {label} <strong>{text}</strong>
  </p>
);

/** The server's time, the start and the end. */
export const LiveTimes: FC<Props> = ({ snapshot: { startsAt, endsAt, timeZone }, now, say }) => (
  <dl className="live-times">
    <Line label={say('now')} at={now} zone={timeZone} />
    {startsAt !== null && <Line label={say('startsAt')} at={startsAt} zone={timeZone} />}
    {endsAt !== null && <Line label={say('endsAt')} at={endsAt} zone={timeZone} />}
  </dl>
);

const Line: FC<{ label: string; at: number; zone: string }> = ({ label, at, zone }) => (
  <div>
    <dt>{label}</dt>
    <dd>
      <Zones at={at} zone={zone} />
    </dd>
  </div>
);
