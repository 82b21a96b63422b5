import { SettingError } from '../config/setting-error.js';

/**
 * Node's own codes tell of a mistake in the program, except for those of TLS and its certificates, and of a native module
 * that was built for another machine or Node.
 */
const MISTAKE = /^ERR_(?!TLS_|SSL_|OSSL_|DLOPEN_FAILED$)/;

/** Why the service did not start, for its operator: a sentence, or the stack where nobody but the program is to blame. */
export function startFailure(error: unknown): string {
  const { code, message, stack } = error as NodeJS.ErrnoException;
  // The system, the database and its driver give codes to what a setting or the machine is to blame for.
  const isExpected = error instanceof SettingError || (code !== undefined && !MISTAKE.test(code));
  return isExpected ? message : String(stack ?? error);
}
