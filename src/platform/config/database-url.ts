import { SettingError } from './setting-error.js';

/** Where the rows live, as `DATABASE_URL` spells it: `sqlite:<file>` or `postgres://…`. */
export type DatabaseLocation =
  { readonly kind: 'sqlite'; readonly file: string } | { readonly kind: 'postgres'; readonly url: string };

export type DatabaseKind = DatabaseLocation['kind'];

const DEFAULT = 'sqlite:data/toodat.sqlite3';

/** @param setting spaces around it, and an empty one, make no difference. @throws SettingError when it is of neither form */
export function databaseLocation(setting: string | undefined): DatabaseLocation {
  const address = setting?.trim() || DEFAULT;
  if (/^postgres(ql)?:\/\//.test(address)) return { kind: 'postgres', url: readable(address) };
  const file = /^sqlite:(?:\/\/(?=\/))?(.+)$/.exec(address)?.[1];
  if (file) return { kind: 'sqlite', file };
  throw new SettingError('DATABASE_URL', 'must be sqlite:<file> or postgres://user:password@host/database.');
}

/** @throws SettingError for what the driver cannot read either; it would show the address, password and all */
function readable(address: string): string {
  try {
    // The driver takes an empty host for the one in the parameter `host`.
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
