import type { Settings } from '../config/settings.js';
import { SettingError } from '../config/setting-error.js';
import { startAdvice } from './start-advice.js';

/**
 * Codes of Node itself mean a programming error. Exceptions: TLS and certificates, and a native module that was built for
 * another machine or version of Node.
 */
const PROGRAMMING_ERROR = /^ERR_(?!TLS_|SSL_|OSSL_|DLOPEN_FAILED$)/;

/**
 * @param settings undefined if the settings are invalid
 * @returns why the service did not start: one sentence for the operator, or the stack of a programming error
 */
export function startFailure(error: unknown, settings?: Settings): string {
  const { code, message, stack } = error as NodeJS.ErrnoException;
  // Errors of the system, the database and its driver have codes. Their cause is a setting or the machine.
  const isSetting = error instanceof SettingError;
  const isExpected = isSetting || (code !== undefined && !PROGRAMMING_ERROR.test(code));
  const advice = settings && error instanceof Error && !isSetting ? startAdvice(error, settings) : undefined;
  if (advice) return advice;
  return isExpected ? message : String(stack ?? error);
}
