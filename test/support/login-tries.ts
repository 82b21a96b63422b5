import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Settings } from '../../src/platform/config/settings.js';
import { LoginThrottle } from '../../src/account/login/login-throttle.js';

const LIMIT = { points: 10, seconds: 60 };

/** The address of each try whose password was looked at, since the test began. */
export const verified: string[] = [];

/** Stops the clock for each test of the file, and the log. */
export function useStandingClock(): void {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
    Logger.overrideLogger(false);
    verified.splice(0);
  });
  afterEach(() => {
    jest.useRealTimers();
  });
  afterAll(() => void Logger.overrideLogger(true));
}

/** Ten wrong passwords a minute at one account and address. */
export const throttle = (): LoginThrottle => new LoginThrottle({ limits: { login: LIMIT } } as Settings);

/** One try; the password is `right` or wrong. @returns 'in', 'wrong', or the code of the refusal */
export async function logIn(at: LoginThrottle, account: string, address: string, right = false): Promise<string> {
  try {
    const result = await at.attempt(account, address, async () => {
      verified.push(address);
      await nextTurn();
      return right ? account : undefined;
    });
    return result === undefined ? 'wrong' : 'in';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

export const count = (outcomes: readonly string[], wanted: string): number =>
  outcomes.filter((one) => one === wanted).length;

export async function inTurn(tries: readonly (() => Promise<string>)[]): Promise<string[]> {
  const outcomes: string[] = [];
  for (const attempt of tries) outcomes.push(await attempt());
  return outcomes;
}
