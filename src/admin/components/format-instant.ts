import { DEFAULT_TIME_ZONE } from '../../platform/time/default-time-zone.js';

/** The local time in `zone`, such as `2026-10-01 12:03`, followed by the zone if it is not the default one. */
export function formatInstant(iso: string, zone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: zone });
  return format.format(new Date(iso)) + (zone === DEFAULT_TIME_ZONE ? '' : ` ${zone}`);
}
