import { SettingError } from './setting-error.js';

/** The parsed `DATABASE_URL`: `sqlite:<file>` or `postgres://…`. */
export type DatabaseLocation =
  { readonly kind: 'sqlite'; readonly file: string } | { readonly kind: 'postgres'; readonly url: string };

export type DatabaseKind = DatabaseLocation['kind'];

const DEFAULT = 'sqlite:data/toodat.sqlite3';

/**
 * @param setting the value of `DATABASE_URL`; empty or undefined selects the default SQLite file
 * @throws SettingError when the value has neither form
 */
export function databaseLocation(setting: string | undefined): DatabaseLocation {
  const address = addressOf(setting);
  if (isPostgres(setting)) return { kind: 'postgres', url: validated(address) };
  const file = /^sqlite:(?:\/\/(?=\/))?(.+)$/.exec(address)?.[1];
  if (file) return { kind: 'sqlite', file };
  throw hasOtherForm();
}

/** Whether the setting selects PostgreSQL, also if the rest of the address is invalid. */
export const isPostgres = (setting: string | undefined): boolean => addressOf(setting).startsWith('postgres');

const addressOf = (setting: string | undefined): string => setting?.trim() || DEFAULT;

const hasOtherForm = (): SettingError =>
  new SettingError('DATABASE_URL', 'must be sqlite:<file> or postgres://user:password@host/database.');

/** Validates an address before the driver does, because the driver's error message would contain the password. */
function validated(address: string): string {
  if (!/^postgres(ql)?:\/\//.test(address)) throw hasOtherForm();
  try {
    // The driver accepts an empty host and uses the parameter `host`; `URL` rejects an empty host.
    const { username, password } = new URL(address.replace('@/', '@localhost/'));
    decodeURIComponent(`${username}:${password}`);
    return address;
  } catch {
    throw new SettingError(
      'DATABASE_URL',
      'cannot be read: the port is a number up to 65535, and special characters of user and password are ' +
        'percent-encoded, such as %23 for #.',
    );
  }
}
