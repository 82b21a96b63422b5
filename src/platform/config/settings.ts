import type { DatabaseLocation } from './database-url.js';
import { parseRateLimit, type RateLimit } from './rate-limit.js';
import { allPasswordRules, parsePasswordRules, type PasswordRule } from './password-rules.js';
import { SettingError } from './setting-error.js';

/** What the operator decided, checked once at the start and never changed after. */
export abstract class Settings {
  abstract readonly production: boolean;
  abstract readonly debug: boolean;
  /** Signs session cookies. Undefined: one is generated and kept in the data folder (never in production). */
  abstract readonly secretKey: string | undefined;
  /** Host names this service answers to, in Django's notation: `a.example`, `.example`, `*`. */
  abstract readonly allowedHosts: readonly string[];
  abstract readonly firstAdmin: { readonly email: string; readonly password: string } | undefined;
  abstract readonly database: DatabaseLocation;
  abstract readonly host: string;
  abstract readonly port: number;
  /** How many proxies in front may be believed about the client's address. 0: none. */
  abstract readonly trustedProxies: number;
  abstract readonly demo: boolean;
  abstract readonly passwordRules: readonly PasswordRule[];
  abstract readonly limits: {
    readonly signup: RateLimit | undefined;
    readonly login: RateLimit | undefined;
    readonly issue: RateLimit | undefined;
  };
}

type Environment = Readonly<Record<string, string | undefined>>;

const LOCAL_HOSTS = ['localhost', '.localhost', '127.0.0.1', '[::1]'];

export function readSettings(env: Environment, database: DatabaseLocation): Settings {
  const production = env['NODE_ENV'] === 'production';
  const allowedHosts = list(env['ALLOWED_HOSTS']);
  const secretKey = env['SECRET_KEY'] || undefined;
  if (production && !secretKey) {
    throw new SettingError('SECRET_KEY', 'is missing: in production set it to a long random text.');
  }
  if (production && allowedHosts.length === 0) {
    throw new SettingError('ALLOWED_HOSTS', 'is missing: in production list the host names, separated by commas.');
  }
  return {
    production,
    debug: flag(env, 'DEBUG', false),
    secretKey,
    allowedHosts: allowedHosts.length > 0 ? allowedHosts : LOCAL_HOSTS,
    firstAdmin: firstAdmin(env),
    database,
    host: env['HOST'] || '127.0.0.1',
    port: integer(env, 'PORT', 8000, 0, 65_535),
    trustedProxies: integer(env, 'TRUSTED_PROXIES', 0, 0, 10),
    demo: flag(env, 'DEMO', !production),
    passwordRules:
      env['PASSWORD_VALIDATORS'] === undefined
        ? allPasswordRules
        : parsePasswordRules(list(env['PASSWORD_VALIDATORS'])),
    limits: {
      signup: parseRateLimit('LIMIT_SIGNUP', env['LIMIT_SIGNUP'] ?? '30/min'),
      login: parseRateLimit('LIMIT_LOGIN', env['LIMIT_LOGIN'] ?? '10/min'),
      issue: parseRateLimit('LIMIT_ISSUE', env['LIMIT_ISSUE'] ?? '240/min'),
    },
  };
}

function firstAdmin(env: Environment): Settings['firstAdmin'] {
  const email = env['SUPERUSER_EMAIL'] || env['DJANGO_SUPERUSER_EMAIL'];
  const password = env['SUPERUSER_PASSWORD'] || env['DJANGO_SUPERUSER_PASSWORD'];
  if (!email && !password) return undefined;
  if (!email) throw new SettingError('SUPERUSER_EMAIL', 'is missing beside SUPERUSER_PASSWORD.');
  if (!password) throw new SettingError('SUPERUSER_PASSWORD', 'is missing beside SUPERUSER_EMAIL.');
  return { email, password };
}

function list(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);
}

function flag(env: Environment, name: string, otherwise: boolean): boolean {
  const text = env[name]?.trim().toLowerCase();
  if (!text) return otherwise;
  if (['true', '1', 'yes', 'on'].includes(text)) return true;
  if (['false', '0', 'no', 'off'].includes(text)) return false;
  throw new SettingError(name, 'must be true or false.');
}

function integer(env: Environment, name: string, otherwise: number, least: number, most: number): number {
  const text = env[name]?.trim();
  if (!text) return otherwise;
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new SettingError(name, `must be a whole number from ${least} to ${most}.`);
}
