import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RateLimit } from '../platform/config/rate-limit.js';
import type { Settings } from '../platform/config/settings.js';
import { LoginThrottle } from './login-throttle.js';

const LIMIT = { points: 10, seconds: 60 };
const THROTTLED = { code: 'THROTTLED', kind: 'throttled' };

let verified: string[] = [];

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
  Logger.overrideLogger(false);
  verified = [];
});
afterEach(() => {
  jest.useRealTimers();
});
afterAll(() => void Logger.overrideLogger(true));

const throttle = (login: RateLimit | undefined = LIMIT): LoginThrottle =>
  new LoginThrottle({ limits: { login } } as Settings);

/** One try; the password is `right` or wrong. @returns 'in', 'wrong', or the code of the refusal */
async function logIn(at: LoginThrottle, account: string, address: string, right = false): Promise<string> {
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

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const count = (outcomes: readonly string[], wanted: string): number => outcomes.filter((one) => one === wanted).length;

async function inTurn(tries: readonly (() => Promise<string>)[]): Promise<string[]> {
  const outcomes: string[] = [];
  for (const attempt of tries) outcomes.push(await attempt());
  return outcomes;
}

describe('one address', () => {
  it('may fail ten times a minute over all accounts; the next try is not even looked at', async () => {
    const at = throttle();
    const outcomes = await inTurn(times(12, (i) => () => logIn(at, `member${i}`, '192.0.2.1')));
    expect(outcomes).toEqual([...times(10, () => 'wrong'), 'THROTTLED', 'THROTTLED']);
    expect(verified).toHaveLength(10);
    expect(await logIn(at, 'member0', '192.0.2.2')).toBe('wrong');
  });

  it('is told how long to wait, and may try again then', async () => {
    const at = throttle();
    await inTurn(times(10, () => () => logIn(at, 'kim', '192.0.2.1')));
    jest.advanceTimersByTime(17_500);
    await expect(at.attempt('kim', '192.0.2.1', () => Promise.resolve(1))).rejects.toMatchObject({
      ...THROTTLED,
      retryAfterSeconds: 43,
      body: { detail: { ko: '요청이 지연(throttled)되었습니다. 43초 후에 다시 시도해 주세요.' } },
    });
    jest.advanceTimersByTime(43_000);
    expect(await logIn(at, 'kim', '192.0.2.1', true)).toBe('in');
  });

  it('may log in any number of times', async () => {
    const at = throttle();
    const outcomes = await inTurn(times(50, (i) => () => logIn(at, `member${i}`, '192.0.2.1', true)));
    expect(count(outcomes, 'in')).toBe(50);
    expect(await logIn(at, 'kim', '192.0.2.1')).toBe('wrong');
  });

  it('does not count a try whose check failed', async () => {
    const at = throttle();
    const broken = (): Promise<undefined> => Promise.reject(new Error('no database'));
    for (let i = 0; i < 30; i++) await expect(at.attempt('kim', '192.0.2.1', broken)).rejects.toThrow('no database');
    expect(await logIn(at, 'kim', '192.0.2.1', true)).toBe('in');
  });

  it.each([
    ['the 64 bits that one subscriber has', '2001:db8:1:2::1', '2001:db8:1:2:ffff::9', true],
    ['IPv4 in IPv6', '::ffff:192.0.2.1', '192.0.2.1', true],
    ['texts that are no address', 'nonsense', 'other nonsense', true],
    ['two subscribers', '2001:db8:1:2::1', '2001:db8:1:3::1', false],
  ])('knows %s', async (_, one, other, same) => {
    const at = throttle();
    await inTurn(times(10, (i) => () => logIn(at, `member${i}`, one)));
    expect(await logIn(at, 'kim', other, true)).toBe(same ? 'THROTTLED' : 'in');
  });

  it('has no limit when the limit is off', async () => {
    const at = new LoginThrottle({ limits: { login: undefined } } as Settings);
    expect(count(await Promise.all(times(100, () => logIn(at, 'kim', '192.0.2.1'))), 'wrong')).toBe(100);
  });
});

describe('tries at the same moment', () => {
  it.each([
    ['at one account', () => 'kim'],
    ['at as many accounts', (i: number) => `member${i}`],
  ])('cannot outrun the count: of 200 wrong ones %s, 10 are looked at', async (_, account) => {
    const at = throttle();
    const outcomes = await Promise.all(times(200, (i) => logIn(at, account(i), '192.0.2.1')));
    expect(verified).toHaveLength(10);
    expect(count(outcomes, 'wrong')).toBe(10);
    expect(count(outcomes, 'THROTTLED')).toBe(190);
  });

  it.each([
    ['members behind one address', (i: number) => `member${i}`],
    ['logins of one member', () => 'kim'],
  ])('all get in when they are right: 200 %s', async (_, account) => {
    const at = throttle();
    const outcomes = await Promise.all(times(200, (i) => logIn(at, account(i), '192.0.2.1', true)));
    expect(count(outcomes, 'in')).toBe(200);
  });

  it('let the right ones in beside nine wrong ones', async () => {
    const at = throttle();
    const outcomes = await Promise.all(
      times(200, (i) => logIn(at, `member${i}`, '192.0.2.1', i % 20 !== 0 || i === 0)),
    );
    expect(count(outcomes, 'in')).toBe(191);
    expect(count(outcomes, 'wrong')).toBe(9);
  });

  it('from a hundred addresses get ten looked at, and then two from each', async () => {
    const at = throttle();
    await Promise.all(times(500, (i) => logIn(at, 'kim', `192.0.2.${i % 100}`)));
    expect(verified.length).toBeLessThanOrEqual(210);
    for (const address of new Set(verified)) expect(count(verified, address)).toBeLessThanOrEqual(2);
  });
});

describe('an account under siege', () => {
  async function besieged(): Promise<LoginThrottle> {
    const at = throttle();
    await inTurn(times(10, (i) => () => logIn(at, 'kim', `192.0.2.${i}`)));
    verified = [];
    return at;
  }

  it('lets the owner in from an address of their own, at the second try too', async () => {
    const at = await besieged();
    expect(await logIn(at, 'kim', '198.51.100.1', true)).toBe('in');
    expect(await logIn(at, 'kim', '198.51.100.2')).toBe('THROTTLED');
    expect(await logIn(at, 'kim', '198.51.100.2', true)).toBe('in');
  });

  it('looks at two tries of an address, and answers each wrong one as throttled', async () => {
    const at = await besieged();
    const outcomes = await inTurn(times(4, () => () => logIn(at, 'kim', '198.51.100.1')));
    expect(outcomes).toEqual(times(4, () => 'THROTTLED'));
    expect(verified).toHaveLength(2);
    expect(await logIn(at, 'kim', '198.51.100.1', true)).toBe('THROTTLED');
  });

  it('does not hinder other accounts', async () => {
    const at = await besieged();
    expect(await logIn(at, 'lee', '192.0.2.1')).toBe('wrong');
    expect(await logIn(at, 'lee', '192.0.2.1', true)).toBe('in');
  });

  it('is at peace again when the window is over', async () => {
    const at = await besieged();
    jest.advanceTimersByTime(60_000);
    expect(await logIn(at, 'kim', '198.51.100.1')).toBe('wrong');
  });
});
