import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';

/**
 * Replaces the clock and the timers in all tests of a file. The clock stands still until a test advances it.
 * @returns the warnings that the current test has logged; nothing else is logged
 */
export function useFakeClock(): readonly string[] {
  const warnings: string[] = [];
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
    Logger.overrideLogger({ log: () => {}, error: () => {}, warn: (message: string) => void warnings.push(message) });
    warnings.length = 0;
  });
  afterEach(() => {
    jest.useRealTimers();
  });
  afterAll(() => void Logger.overrideLogger(true));
  return warnings;
}
