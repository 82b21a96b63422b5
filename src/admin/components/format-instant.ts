import { DEFAULT_TIME_ZONE } from '../../platform/time/default-time-zone.js';

/** `2026-10-01 12:03`, as clocks in `zone` show it; the zone is named where it is not the usual one. */
export function formatInstant(iso: string, zone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: zone });
  return format.format(new Date(iso)) + (zone === DEFAULT_TIME_ZONE ? '' : ` ${zone}`);
}
