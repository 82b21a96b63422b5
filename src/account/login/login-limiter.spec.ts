import { jest } from '@jest/globals';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Settings } from '../../platform/config/settings.js';
import { useFakeClock } from '../../../test/support/fake-clock.js';
import type { LoginAttempt } from './login-attempt.js';
import { LoginLimiter } from './login-limiter.js';
import { LoginThrottle } from './login-throttle.js';
import { MemoryLoginAttempts } from './memory-login-attempts.js';

const LIMIT = { points: 10, seconds: 60 };
const ADDRESS = '192.0.2.1';
const REQUEST = 'request-1';

const log = useFakeClock();

const limiterInMemory = (): LoginLimiter => new LoginLimiter(LIMIT, new MemoryLoginAttempts(LIMIT));
const outcomes = (tries: Promise<unknown>[]): Promise<string[]> =>
  Promise.all(tries.map((one) => one.then(() => 'in').catch((error: { code: string }) => error.code)));
const begin = (limiter: LoginLimiter, count: number, address = ADDRESS): Promise<LoginAttempt>[] =>
  Array.from({ length: count }, (_, i) => limiter.begin([address], `member${i}`, REQUEST));

describe('LoginLimiter', () => {
  it('limits one address to ten attempts in progress and 250 in the queue', async () => {
    const limiter = limiterInMemory();
    const tries = begin(limiter, 400);
    const refused = outcomes(tries.slice(260));
    const order: number[] = [];
    const admitted = tries.slice(0, 260).map(async (one, i) => {
      const entered = await one;
      order.push(i);
      await nextTurn();
      await limiter.end(entered, 'right');
    });
    expect(new Set(await refused)).toEqual(new Set(['OVERLOADED']));
    expect(new Set(await outcomes(admitted))).toEqual(new Set(['in']));
    expect(order).toEqual(order.toSorted((one, other) => one - other));
  });

  it('keeps room in the queue for another address', async () => {
    const limiter = limiterInMemory();
    const [many, others] = [outcomes(begin(limiter, 600)), begin(limiter, 30, '192.0.2.2')];
    for (const other of others) await limiter.end(await other, 'right');
    jest.advanceTimersByTime(10_000);
    expect(await many).toContain('OVERLOADED');
  });

  it('refuses an attempt that has waited for ten seconds', async () => {
    const limiter = limiterInMemory();
    await Promise.all(begin(limiter, 10));
    const late = outcomes([limiter.begin([ADDRESS], 'late', REQUEST)]);
    await nextTurn();
    jest.advanceTimersByTime(10_000);
    expect(await late).toEqual(['OVERLOADED']);
  });

  it('refuses waiting attempts when others have used up the budget', async () => {
    const limiter = limiterInMemory();
    const guesses = Array.from({ length: 30 }, () => limiter.begin([ADDRESS], 'kim', REQUEST));
    const results = outcomes(guesses);
    for (const one of guesses.slice(0, 10)) await limiter.end(await one, 'wrong');
    expect(await results).toEqual([...Array<string>(10).fill('in'), ...Array<string>(20).fill('THROTTLED')]);
  });

  it('wakes an attempt that waits for attempts at the same account from other addresses', async () => {
    const limiter = limiterInMemory();
    for (let i = 0; i < 3; i++) await limiter.end(await limiter.begin([ADDRESS], 'kim', REQUEST), 'wrong');
    const elsewhere = await Promise.all(
      Array.from({ length: 7 }, (_, i) => limiter.begin([`198.51.100.${i}`], 'kim', REQUEST)),
    );
    const waiting = limiter.begin([ADDRESS], 'kim', REQUEST);
    await nextTurn();
    await limiter.end(elsewhere[0]!, 'right');
    expect(await outcomes([waiting])).toEqual(['in']);
  });

  it('forgets attempts when they end, and failures when their window ends', async () => {
    const limiter = limiterInMemory();
    for (const [i, one] of (await Promise.all(begin(limiter, 10))).entries())
      await limiter.end(one, i < 5 ? 'wrong' : 'right');
    jest.advanceTimersByTime(60_000);
    expect(await outcomes(begin(limiter, 10))).toEqual(Array(10).fill('in'));
  });
});

describe('the log of refused logins', () => {
  const fail = async (throttle: LoginThrottle, emailKey: string, address: string): Promise<unknown> =>
    throttle
      .attempt(emailKey, { address, requestId: REQUEST }, () => Promise.resolve(undefined))
      .catch(() => undefined);
  let throttle: LoginThrottle;

  beforeEach(() => {
    throttle = new LoginThrottle({ limits: { login: LIMIT } } as Settings, new MemoryLoginAttempts(LIMIT));
  });

  it('has one line for each exhausted budget, with the address and without the e-mail', async () => {
    for (let i = 0; i < 30; i++) await fail(throttle, 'kim@example.com\nforged line', ADDRESS);
    expect(log).toHaveLength(1);
    expect(log[0]).toMatch(/^login\.throttled by=account-and-address address=192\.0\.2\.1 account=[\w-]{16}$/);
  });

  it('has another line in the next window', async () => {
    for (let i = 0; i < 12; i++) await fail(throttle, 'kim', ADDRESS);
    jest.advanceTimersByTime(60_000);
    for (let i = 0; i < 12; i++) await fail(throttle, 'kim', ADDRESS);
    expect(log).toHaveLength(2);
  });

  it('names the account of an attack on one account', async () => {
    for (let i = 0; i < 15; i++) await fail(throttle, 'kim@example.com', `192.0.2.${i}`);
    expect(log).toHaveLength(1);
    expect(log[0]).toMatch(/^login\.throttled by=account address=192\.0\.2\.10 account=[\w-]{16}$/);
  });

  it('names the network of an attack from one network', async () => {
    for (let i = 0; i < 130; i++) await fail(throttle, `member${i}`, `2001:db8:1:${i.toString(16)}00::1`);
    expect(log).toHaveLength(1);
    expect(log[0]).toMatch(/^login\.throttled by=address address=2001:db8:1::\/48 account=[\w-]{16}$/);
  });

  it('does not contain an invalid address', async () => {
    for (let i = 0; i < 31; i++) await fail(throttle, `member${i}`, 'forged\nline');
    expect(log).toHaveLength(1);
    expect(log[0]).toMatch(/^login\.throttled by=address address=unknown account=[\w-]{16}$/);
  });
});
