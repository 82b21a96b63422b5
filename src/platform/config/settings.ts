import cluster from 'node:cluster';
import { availableParallelism } from 'node:os';
import { databaseLocation, isPostgres, type DatabaseLocation } from './database-url.js';
import { flag, integer, list } from './parse-setting.js';
import { firstAdmin } from './first-admin.js';
import { parseRateLimit, type RateLimit } from './rate-limit.js';
import { allPasswordRules, parsePasswordRules, type PasswordRule } from './password-rules.js';
import { SettingError, SettingProblems } from './setting-error.js';
import { parseVerifyInterval } from './verify-interval.js';

/** The settings of the service. Validated once at startup; they do not change afterwards. */
export abstract class Settings {
  abstract readonly production: boolean;
  /** Production without SECRET_KEY and ALLOWED_HOSTS: only this machine's own names are answered. */
  abstract readonly trial: boolean;
  abstract readonly debug: boolean;
  /** Signs session cookies. Undefined (in production: only in a trial): a key is generated and stored in the data folder. */
  abstract readonly secretKey: string | undefined;
  /** Host names that requests may use, in Django's notation: `a.example`, `.example` (with all subdomains), `*`. */
  abstract readonly allowedHosts: readonly string[];
  abstract readonly firstAdmin: { readonly email: string; readonly password: string } | undefined;
  abstract readonly database: DatabaseLocation;
  abstract readonly host: string;
  abstract readonly port: number;
  /** Number of processes on this machine that serve requests, on one port. */
  abstract readonly workers: number;
  /** Where the metrics are served; undefined: they are not. */
  abstract readonly metrics: { readonly host: string; readonly port: number } | undefined;
  /** How often the service verifies its database, in milliseconds; undefined: never. */
  abstract readonly verifyMs: number | undefined;
  /** How long clients may send further requests on open connections after SIGTERM, in milliseconds. */
  abstract readonly drainMs: number;
  /** How long a login lasts, in milliseconds. */
  abstract readonly sessionMs: number;
  /** How long rows of the audit log are kept, in milliseconds; undefined: for ever. */
  abstract readonly historyMs: number | undefined;
  /** How long the record of rejected presses is kept, in milliseconds; undefined: for ever. */
  abstract readonly rejectedPressMs: number | undefined;
  /** Number of proxies whose forwarding headers are trusted. 0: the headers are ignored. */
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

const MAX_WORKERS = 64;

/** Thirty days. */
const MAX_SESSION_HOURS = 720;

/** Five years. */
const HISTORY_DAYS = 1_826;
const REJECTED_PRESS_DAYS = 90;
const MAX_DAYS = 36_500;

/** 32 characters of base64 have 192 random bits. */
export const MIN_SECRET_KEY_CHARACTERS = 32;

/** Also `.name`, `*` and an IPv6 address in brackets. Rejects a URL, a port or a path, which no request would match. */
const HOST_NAME = /^(\[[\da-f:.]+\]|[^\s/:@?#[\]]+)$/i;

const TRIAL_HOSTS = ['localhost', '127.0.0.1', '[::1]'];
const LOCAL_HOSTS = [...TRIAL_HOSTS, '.localhost'];

/** Whether a name in ALLOWED_HOSTS is one by which only this machine reaches itself. */
export const isLocalHost = (host: string): boolean => LOCAL_HOSTS.includes(host.toLowerCase());

/** @throws SettingError that lists every missing or invalid setting */
export function readSettings(env: Environment): Settings {
  const production = env['NODE_ENV'] === 'production';
  const trial = production && isTrial(env);
  const problems = new SettingProblems();
  const settings: Settings = {
    production,
    trial,
    debug: problems.of(() => flag(env, 'DEBUG', false)),
    secretKey: problems.of(() => secretKey(env, production && !trial)),
    allowedHosts: problems.of(() => allowedHosts(env, production, trial)),
    firstAdmin: firstAdmin(env, problems),
    database: problems.of(() => databaseLocation(env['DATABASE_URL'])),
    host: env['HOST']?.trim() || '127.0.0.1',
    port: problems.of(() => integer(env, 'PORT', 8000, 0, 65_535)),
    workers: problems.of(() => workers(env)),
    metrics: problems.of(() => metrics(env)),
    verifyMs: problems.of(() => parseVerifyInterval(env['VERIFY_MINUTES'])),
    drainMs: problems.of(() => 1_000 * integer(env, 'DRAIN_SECONDS', hasWorkers(env) ? 2 : 0, 0, 60)),
    sessionMs: problems.of(() => 3_600_000 * integer(env, 'SESSION_HOURS', 1, 1, MAX_SESSION_HOURS)),
    historyMs: problems.of(() => days(env, 'HISTORY_DAYS', HISTORY_DAYS)),
    rejectedPressMs: problems.of(() => days(env, 'REJECTED_PRESS_DAYS', REJECTED_PRESS_DAYS)),
    trustedProxies: problems.of(() => integer(env, 'TRUSTED_PROXIES', 0, 0, 10)),
    demo: problems.of(() => flag(env, 'DEMO', !production)),
    passwordRules: problems.of(() => passwordRules(env['PASSWORD_VALIDATORS'])),
    limits: {
      signup: problems.of(() => parseRateLimit('LIMIT_SIGNUP', env['LIMIT_SIGNUP']?.trim() || '30/min')),
      login: problems.of(() => parseRateLimit('LIMIT_LOGIN', env['LIMIT_LOGIN']?.trim() || '10/min')),
      issue: problems.of(() => parseRateLimit('LIMIT_ISSUE', env['LIMIT_ISSUE']?.trim() || '240/min')),
    },
  };
  problems.throwAny();
  return settings;
}

/**
 * Whether nothing was set that only a service for others needs. The key of a trial is in a file beside the database, so a
 * trial must be out of reach of other host names, of proxies and of several machines on one PostgreSQL.
 */
function isTrial(env: Environment): boolean {
  const isLocal = list(env['ALLOWED_HOSTS']).every(isLocalHost);
  const hasProxy = !['', '0'].includes(env['TRUSTED_PROXIES']?.trim() ?? '');
  return !env['SECRET_KEY']?.trim() && isLocal && !isPostgres(env['DATABASE_URL']) && !hasProxy;
}

function secretKey(env: Environment, isRequired: boolean): string | undefined {
  const key = env['SECRET_KEY']?.trim() ? env['SECRET_KEY'] : undefined;
  if (isRequired && !key) {
    throw new SettingError('SECRET_KEY', 'is missing: in production set it to a long random text.');
  }
  if (isRequired && key && key.trim().length < MIN_SECRET_KEY_CHARACTERS) {
    throw new SettingError(
      'SECRET_KEY',
      `is too short: in production set it to ${MIN_SECRET_KEY_CHARACTERS} random characters or more.`,
    );
  }
  return key;
}

function allowedHosts(env: Environment, production: boolean, trial: boolean): readonly string[] {
  const hosts = list(env['ALLOWED_HOSTS']);
  if (production && !trial && hosts.length === 0) {
    throw new SettingError('ALLOWED_HOSTS', 'is missing: in production list the host names, separated by commas.');
  }
  const wrong = hosts.find((host) => !HOST_NAME.test(host));
  if (wrong !== undefined) {
    throw new SettingError('ALLOWED_HOSTS', `must list host names without https://, port or path, but has "${wrong}".`);
  }
  if (hosts.length > 0) return hosts;
  return trial ? TRIAL_HOSTS : LOCAL_HOSTS;
}

/** A variable that is set but empty disables all rules. */
const passwordRules = (names: string | undefined): readonly PasswordRule[] =>
  names === undefined ? allPasswordRules : parsePasswordRules(list(names));

/** In the primary process and in its workers. */
const hasWorkers = (env: Environment): boolean => cluster.isWorker || !['', '1'].includes(env['WORKERS']?.trim() ?? '');

function workers(env: Environment): number {
  const onPostgres = isPostgres(env['DATABASE_URL']);
  if (env['WORKERS']?.trim().toLowerCase() === 'auto')
    return onPostgres ? Math.min(MAX_WORKERS, availableParallelism()) : 1;
  const count = integer(env, 'WORKERS', 1, 1, MAX_WORKERS, ' or auto');
  if (count === 1 || onPostgres) return count;
  throw new SettingError('WORKERS', 'must be 1 with SQLite, which serves one process; use PostgreSQL for several.');
}

/** @returns milliseconds; undefined: for ever */
function days(env: Environment, name: string, defaultValue: number): number | undefined {
  const count = integer(env, name, defaultValue, 0, MAX_DAYS);
  return count === 0 ? undefined : 86_400_000 * count;
}

function metrics(env: Environment): Settings['metrics'] {
  if (!env['METRICS_PORT']?.trim()) return undefined;
  const port = integer(env, 'METRICS_PORT', 0, 1, 65_535);
  return { host: env['METRICS_HOST']?.trim() || '127.0.0.1', port };
}
