import { SettingError } from './setting-error.js';

type Environment = Readonly<Record<string, string | undefined>>;

export function list(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);
}

export function flag(env: Environment, name: string, defaultValue: boolean): boolean {
  const text = env[name]?.trim().toLowerCase();
  if (!text) return defaultValue;
  if (['true', '1', 'yes', 'on'].includes(text)) return true;
  if (['false', '0', 'no', 'off'].includes(text)) return false;
  throw new SettingError(name, 'must be true or false.');
}

export function integer(
  env: Environment,
  name: string,
  defaultValue: number,
  min: number,
  max: number,
  alternative = '',
): number {
  const text = env[name]?.trim();
  if (!text) return defaultValue;
  const value = Number(text);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new SettingError(name, `must be a whole number from ${min} to ${max}${alternative}.`);
}
