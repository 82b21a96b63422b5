import { ConsoleLogger, type LogLevel } from '@nestjs/common';

const START_UP_CONTEXTS = ['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory', 'NestApplication'];
const START_FAILURE_CONTEXTS = ['ExceptionHandler', 'NestApplication'];

/** Nest's console logger without its roll-call at the start; lines of JSON in production. */
export class QuietLogger extends ConsoleLogger {
  constructor(options: { json: boolean; debug: boolean }) {
    const levels: LogLevel[] = ['fatal', 'error', 'warn', 'log'];
    super({ json: options.json, colors: false, logLevels: options.debug ? [...levels, 'debug', 'verbose'] : levels });
  }

  override log(message: unknown, ...rest: unknown[]): void {
    if (START_UP_CONTEXTS.includes(String(rest.at(-1))) && !this.isLevelEnabled('debug')) return;
    super.log(message, ...rest);
  }

  /** `start.ts` says why the service does not start; Nest would say it before, in its own words or with a stack trace. */
  override error(message: unknown, ...rest: unknown[]): void {
    if (START_FAILURE_CONTEXTS.includes(String(rest.at(-1))) && !this.isLevelEnabled('debug')) return;
    super.error(message, ...rest);
  }
}
