import { SettingError } from './setting-error.js';

/** At most `points` in a window of `seconds`. */
export type RateLimit = { readonly points: number; readonly seconds: number };

const SECONDS: Readonly<Record<string, number>> = { s: 1, sec: 1, m: 60, min: 60, h: 3600, hour: 3600, day: 86_400 };

/**
 * Parses a limit such as `10/min` (also `/s`, `/hour`, `/day`).
 * @param name the setting's name, for the error message
 * @returns undefined for `off`
 * @throws SettingError for any other text
 */
export function parseRateLimit(name: string, text: string): RateLimit | undefined {
  if (text.trim() === 'off') return undefined;
  const [, points, unit] = /^([1-9]\d{0,6})\/([a-z]+)$/.exec(text.trim()) ?? [];
  const seconds = SECONDS[unit ?? ''];
  if (!points || !seconds) throw new SettingError(name, 'must read like 10/min (or /s, /hour, /day), or off.');
  return { points: Number(points), seconds };
}
