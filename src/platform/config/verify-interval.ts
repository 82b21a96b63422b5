import { SettingError } from './setting-error.js';

const DEFAULT_MINUTES = 60;

/** A week. Timers of Node end after 24 days. */
const MAX_MINUTES = 7 * 24 * 60;

/**
 * Parses `VERIFY_MINUTES`: a number of minutes, `0` or `off`.
 * @returns milliseconds; undefined for `0` and `off`
 * @throws SettingError for any other text
 */
export function parseVerifyInterval(text: string | undefined): number | undefined {
  const setting = text?.trim() || String(DEFAULT_MINUTES);
  const minutes = setting === 'off' ? 0 : Number(setting);
  if (!(minutes >= 0 && minutes <= MAX_MINUTES)) {
    throw new SettingError('VERIFY_MINUTES', `must be a number up to ${MAX_MINUTES}, or off.`);
  }
  return minutes > 0 ? minutes * 60_000 : undefined;
}
