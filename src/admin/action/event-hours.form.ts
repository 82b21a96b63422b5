import { DEFAULT_TIME_ZONE } from '../../platform/time/default-time-zone.js';
import type { EventHours, ShownHours } from '../../coupon/event-hours.js';
import { asInstant, type EditForm, type Form } from './form.js';

type Hours = Omit<EventHours, 'paused'>;

/** The hours of a new coupon. */
export function hoursOf(form: Form): Hours {
  const timeZone = form.text('time_zone') || DEFAULT_TIME_ZONE;
  return { startsAt: form.instant('starts_at', timeZone), endsAt: form.instant('ends_at', timeZone), timeZone };
}

/**
 * What an edit form changes of the hours. Times are what clocks show in the zone beside them: where only the zone is
 * another, the times still read as before and mean other instants.
 */
export function hoursChangedBy(form: EditForm, zoneOfRow: string): { [Term in keyof Hours]: Hours[Term] | undefined } {
  const zone = form.filled('time_zone') ?? zoneOfRow;
  const isMoved = form.text('time_zone') !== undefined;
  const instant = (name: string): Date | null | undefined => {
    const text = isMoved ? form.filled(name) : form.text(name);
    return text === undefined ? undefined : asInstant(text, zone);
  };
  return { startsAt: instant('starts_at'), endsAt: instant('ends_at'), timeZone: form.text('time_zone') };
}

/** The hours that the operator saw when they opened the form. */
export function hoursSeen(form: EditForm): ShownHours | undefined {
  const seen = form.opening('starts_at', 'ends_at', 'time_zone');
  return seen && { startsAt: seen.starts_at, endsAt: seen.ends_at, timeZone: seen.time_zone };
}
