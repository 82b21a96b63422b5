import { DEFAULT_TIME_ZONE } from '../../platform/time/default-time-zone.js';
import type { EventHours, HoursAsText } from '../../coupon/event-hours.js';
import { asInstant, type EditForm, type Form } from './form.js';

type Hours = Omit<EventHours, 'paused'>;

/** The event hours of a new coupon. */
export function hoursOf(form: Form): Hours {
  const timeZone = form.text('time_zone') || DEFAULT_TIME_ZONE;
  return { startsAt: form.instant('starts_at', timeZone), endsAt: form.instant('ends_at', timeZone), timeZone };
}

/**
 * The changes of an edit form to the event hours. Times are local times in the form's time zone: if only the zone was
 * changed, the local times stay the same and mean other instants.
 */
export function hoursChangedBy(form: EditForm, zoneOfRow: string): { [Term in keyof Hours]: Hours[Term] | undefined } {
  const zone = form.filled('time_zone') ?? zoneOfRow;
  const isZoneChanged = form.text('time_zone') !== undefined;
  const instant = (name: string): Date | null | undefined => {
    const text = isZoneChanged ? form.filled(name) : form.text(name);
    return text === undefined ? undefined : asInstant(text, zone);
  };
  return { startsAt: instant('starts_at'), endsAt: instant('ends_at'), timeZone: form.text('time_zone') };
}

/** The event hours at the time the form was opened. */
export function openedHours(form: EditForm): HoursAsText | undefined {
  const opened = form.openedTogether('starts_at', 'ends_at', 'time_zone');
  return opened && { startsAt: opened.starts_at, endsAt: opened.ends_at, timeZone: opened.time_zone };
}
