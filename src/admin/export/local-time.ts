const clocks = new Map<string, Intl.DateTimeFormat>();

/** The wall clock time in `zone` with seconds: `2026-10-01 12:03:07`. */
export const localTime = (at: Date, zone: string): string => clockOf(zone).format(at);

/** Cached for each zone: creating a formatter takes longer than using it. */
function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  // The Swedish format is ISO 8601 with a 24-hour clock.
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  clocks.set(zone, clock);
  return clock;
}
