import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Settings } from '../../src/platform/config/settings.js';
import { LoginThrottle } from '../../src/account/login/login-throttle.js';
import { useFakeClock } from './fake-clock.js';

const LIMIT = { points: 10, seconds: 60 };

/** The addresses of the attempts of the current test whose password was checked. */
export const verified: string[] = [];

/** Prepares each test of the file: a clock that stands still, and an empty list `verified`. */
export function setUpLoginTests(): void {
  useFakeClock();
  beforeEach(() => void verified.splice(0));
}

/** Allows ten wrong passwords a minute for one account and address. */
export const throttle = (): LoginThrottle => new LoginThrottle({ limits: { login: LIMIT } } as Settings);

/** One attempt. @param right whether the password is correct @returns 'in', 'wrong', or the code of the refusal */
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
