import { instantAt, isTimeZone } from '../../coupon/event-hours.js';
import { badRequestKey } from '../admin.errors.js';
import type { PostedFields } from '../http/posted-fields.js';

/** The values of a form. A missing field reads as empty; the service validates the values. */
export class Form {
  constructor(private readonly posted: PostedFields) {}

  text(name: string): string {
    return this.posted.get(name) ?? '';
  }

  /**
   * The idempotency key of the request, null when it has none.
   * @throws DomainError `INVALID`
   */
  requestKey(): string | null {
    const key = this.text(REQUEST_KEY);
    if (!/^[\w-]{0,64}$/.test(key)) throw badRequestKey();
    return key || null;
  }

  /** NaN for anything but digits with an optional sign. */
  integer(name: string): number {
    return asInteger(this.text(name));
  }

  /** The local time in `zone` as an instant: null if the field is empty, an Invalid Date if no such local time exists. */
  instant(name: string, zone: string): Date | null {
    return asInstant(this.text(name), zone);
  }
}

/**
 * The changes of a form to a row. AdminJS posts all fields of the row, so each one is compared with its value when the
 * form was opened: an unchanged field does not overwrite a change that another operator has made in the meantime.
 */
export class EditForm {
  private readonly opened: Readonly<Record<string, unknown>>;

  constructor(private readonly posted: PostedFields) {
    this.opened = asRecord(posted.get(OPENED));
  }

  text(name: string): string | undefined {
    const text = this.posted.get(name);
    return text === undefined || text === asShown(this.opened[name]) ? undefined : text;
  }

  integer(name: string): number | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : asInteger(text);
  }

  /** The value of a changed field when the form was opened; undefined for an unchanged field. */
  openedText(name: string): string | undefined {
    return this.text(name) === undefined ? undefined : asShown(this.opened[name]);
  }

  openedInteger(name: string): number | undefined {
    const text = this.openedText(name);
    return text === undefined ? undefined : asInteger(text);
  }

  /** Fields that belong together, as they were when the form was opened; undefined if the form has none of them. */
  openedTogether<Name extends string>(...names: readonly Name[]): Readonly<Record<Name, string>> | undefined {
    if (!names.some((name) => Object.hasOwn(this.opened, name))) return undefined;
    return Object.fromEntries(names.map((name) => [name, asShown(this.opened[name]) ?? ''])) as Record<Name, string>;
  }

  /** The value as filled in, changed or not. */
  filled(name: string): string | undefined {
    return this.posted.get(name);
  }
}

/** The form field that holds the idempotency key. */
export const REQUEST_KEY = 'request_key';

/** The hidden form field that holds the row as JSON, as it was when the form was opened. */
export const OPENED = 'opened';

/** An Invalid Date if the time zone is invalid; the service then refuses the zone. */
export const asInstant = (text: string, zone: string): Date | null =>
  text.trim() === '' ? null : isTimeZone(zone) ? instantAt(text, zone) : new Date(NaN);

/** Only texts and numbers: a forged value may be an object whose conversion to a string throws. */
const asShown = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

const asInteger = (text: string): number => (/^\s*[+-]?\d{1,15}\s*$/.test(text) ? Number(text) : NaN);

function asRecord(json: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(json ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
