import type { Settings } from '../config/settings.js';
import { SettingError } from '../config/setting-error.js';
import { startAdvice } from './start-advice.js';

/**
 * Node's own codes tell of a mistake in the program, except for those of TLS and its certificates, and of a native module
 * that was built for another machine or Node.
 */
const MISTAKE = /^ERR_(?!TLS_|SSL_|OSSL_|DLOPEN_FAILED$)/;

/**
 * Why the service did not start, for its operator: a sentence, or the stack when the program itself is to blame.
 * @param settings undefined when they could not be read
 */
export function startFailure(error: unknown, settings?: Settings): string {
  const { code, message, stack } = error as NodeJS.ErrnoException;
  // The system, the database and its driver give codes to what a setting or the machine is to blame for.
  const isSetting = error instanceof SettingError;
  const isExpected = isSetting || (code !== undefined && !MISTAKE.test(code));
  const advice = settings && error instanceof Error && !isSetting ? startAdvice(error, settings) : undefined;
  if (advice) return advice;
  return isExpected ? message : String(stack ?? error);
}
