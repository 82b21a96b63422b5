import { emailProblem, textProblem } from '../validation/field.js';
import { SettingError, type SettingProblems } from './setting-error.js';

/** Longest e-mail address and password of an account, in characters (the original's columns). */
const MAX_EMAIL = 255;
const MAX_PASSWORD = 128;

export type FirstAdmin = { readonly email: string; readonly password: string };

/**
 * Reads the account of the first admin, which must be able to log in: so the rules of the login form apply. The password rules
 * of sign-up are checked only when the account is created, because the setting may stay after it.
 * @param problems gets those of both settings
 * @returns undefined if neither setting is set, or one is wrong
 */
export function firstAdmin(
  env: Readonly<Record<string, string | undefined>>,
  problems: SettingProblems,
): FirstAdmin | undefined {
  const email = (env['SUPERUSER_EMAIL'] || env['DJANGO_SUPERUSER_EMAIL'])?.trim();
  const password = env['SUPERUSER_PASSWORD'] || env['DJANGO_SUPERUSER_PASSWORD'];
  if (!email && !password) return undefined;
  problems.of(() => requireEmail(email));
  problems.of(() => requirePassword(password));
  return email && password ? { email, password } : undefined;
}

function requireEmail(email: string | undefined): void {
  if (!email) throw new SettingError('SUPERUSER_EMAIL', 'is missing beside SUPERUSER_PASSWORD.');
  const problem = emailProblem(email, MAX_EMAIL);
  if (problem) throw new SettingError('SUPERUSER_EMAIL', `is not a valid e-mail address: ${problem.en}`);
}

function requirePassword(password: string | undefined): void {
  if (!password) throw new SettingError('SUPERUSER_PASSWORD', 'is missing beside SUPERUSER_EMAIL.');
  if (password !== password.trim()) {
    const removed = 'must not begin or end with a space: the login form removes such spaces.';
    throw new SettingError('SUPERUSER_PASSWORD', removed);
  }
  const problem = textProblem(password, MAX_PASSWORD);
  if (problem) throw new SettingError('SUPERUSER_PASSWORD', `cannot be a password: ${problem.en}`);
}
