import React, { type FC } from 'react';
import { useTranslation } from 'adminjs';
import { DEFAULT_TIME_ZONE } from '../../platform/time/default-time-zone.js';

/** The local time in `zone` with milliseconds, such as `2026-10-01 12:00:00.398`. */
export function exactTime(iso: string, zone: string): string {
  const at = new Date(iso);
  const format = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone: zone });
  return `${format.format(at)}.${String(at.getUTCMilliseconds()).padStart(3, '0')}`;
}

/** An instant in Korean time and, if the event has another time zone, also in that one. */
export const ExactInstant: FC<{ iso: string; zone?: string }> = ({ iso, zone = DEFAULT_TIME_ZONE }) => {
  const { translateComponent } = useTranslation();
  return (
    <time dateTime={iso} className="exact-instant">
      {exactTime(iso, DEFAULT_TIME_ZONE)}
      {zone !== DEFAULT_TIME_ZONE && (
        <>
          {' '}
          {translateComponent('MemberCase.korea')}
          <br />
          {exactTime(iso, zone)} ({zone})
        </>
      )}
    </time>
  );
};
