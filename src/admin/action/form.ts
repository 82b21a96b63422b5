import { instantAt, isTimeZone } from '../../coupon/event-hours.js';
import { badRequestKey } from '../admin.errors.js';
import type { PostedFields } from '../http/posted-fields.js';

/** What an operator filled in. A field that is missing reads as an empty one, and the service says what is wrong. */
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

  /** NaN for anything but digits with a sign. */
  integer(name: string): number {
    return asInteger(this.text(name));
  }

  /** What clocks in `zone` show: null when it is left empty, an Invalid Date for what they never show. */
  instant(name: string, zone: string): Date | null {
    return asInstant(this.text(name), zone);
  }
}

/**
 * What an operator changed of a row. AdminJS posts the whole row as it was when the form was opened, so each field
 * is compared with that: what was left alone is not written over what others did meanwhile.
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

  /** A field as it was when the form was opened, for fields that are changed; undefined for all others. */
  seen(name: string): string | undefined {
    return this.text(name) === undefined ? undefined : asShown(this.opened[name]);
  }

  seenInteger(name: string): number | undefined {
    const seen = this.seen(name);
    return seen === undefined ? undefined : asInteger(seen);
  }

  /** Fields that belong together, as they were when the form was opened; undefined when it carries none of them. */
  opening<Name extends string>(...names: readonly Name[]): Readonly<Record<Name, string>> | undefined {
    if (!names.some((name) => Object.hasOwn(this.opened, name))) return undefined;
    return Object.fromEntries(names.map((name) => [name, asShown(this.opened[name]) ?? ''])) as Record<Name, string>;
  }

  /** As it is filled in, changed or not. */
  filled(name: string): string | undefined {
    return this.posted.get(name);
  }
}

/** The field in which a form carries its idempotency key. */
export const REQUEST_KEY = 'request_key';

/** The hidden field in which an edit form carries what it was opened with. */
export const OPENED = 'opened';

/** Without a real zone nothing can be told; the service then speaks of the zone. */
export const asInstant = (text: string, zone: string): Date | null =>
  text.trim() === '' ? null : isTimeZone(zone) ? instantAt(text, zone) : new Date(NaN);

/** Only what a form can show: a made-up object may not even have a text. */
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
