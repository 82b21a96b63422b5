import { ConsoleLogger, type LogLevel } from '@nestjs/common';

const STARTUP_CONTEXTS = ['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory', 'NestApplication'];
const START_FAILURE_CONTEXTS = ['ExceptionHandler', 'NestApplication'];

/**
 * Nest's console logger without its startup messages about modules and routes. Writes JSON lines in production. A line about a
 * request has its id in the field `request_id`.
 */
export class QuietLogger extends ConsoleLogger {
  constructor(options: { json: boolean; debug: boolean }) {
    const levels: LogLevel[] = ['fatal', 'error', 'warn', 'log'];
    const logLevels: LogLevel[] = options.debug ? [...levels, 'debug', 'verbose'] : levels;
    super({ json: options.json, flattenParams: true, colors: false, logLevels });
  }

  override log(message: unknown, ...rest: unknown[]): void {
    if (STARTUP_CONTEXTS.includes(String(rest.at(-1))) && !this.isLevelEnabled('debug')) return;
    super.log(message, ...rest);
  }

  /** Suppresses Nest's own report of a failed start, because `start.ts` reports the reason in one sentence. */
  override error(message: unknown, ...rest: unknown[]): void {
    if (START_FAILURE_CONTEXTS.includes(String(rest.at(-1))) && !this.isLevelEnabled('debug')) return;
    super.error(message, ...rest);
  }
}
