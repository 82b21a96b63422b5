import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LoginTry } from './login-budgets.js';
import { LoginGate } from './login-gate.js';
import { LoginThrottle } from './login-throttle.js';

const LIMIT = { points: 10, seconds: 60 };
const HERE = '192.0.2.1';

const log: string[] = [];

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
  Logger.overrideLogger({ log: () => {}, error: () => {}, warn: (message: string) => void log.push(message) });
  log.length = 0;
});
afterEach(() => {
  jest.useRealTimers();
});
afterAll(() => void Logger.overrideLogger(true));

const outcomes = (tries: Promise<unknown>[]): Promise<string[]> =>
  Promise.all(tries.map((one) => one.then(() => 'in').catch((error: { code: string }) => error.code)));
const enter = (gate: LoginGate, count: number, address = HERE): Promise<LoginTry>[] =>
  Array.from({ length: count }, (_, i) => gate.enter([address], `member${i}`));

describe('the gate', () => {
  it('has a queue with an end: of one address, ten tries are under way while 250 wait', async () => {
    const gate = new LoginGate(LIMIT);
    const tries = enter(gate, 400);
    const refused = outcomes(tries.slice(260));
    const order: number[] = [];
    const admitted = tries.slice(0, 260).map(async (one, i) => {
      const entered = await one;
      order.push(i);
      await nextTurn();
      gate.leave(entered, 'right');
    });
    expect(new Set(await refused)).toEqual(new Set(['OVERLOADED']));
    expect(new Set(await outcomes(admitted))).toEqual(new Set(['in']));
    expect(order).toEqual(order.toSorted((one, other) => one - other));
  });

  it('lets another address wait, however many of one address do', async () => {
    const gate = new LoginGate(LIMIT);
    const [many, others] = [outcomes(enter(gate, 600)), enter(gate, 30, '192.0.2.2')];
    for (const other of others) gate.leave(await other, 'right');
    jest.advanceTimersByTime(10_000);
    expect(await many).toContain('OVERLOADED');
  });

  it('lets nobody wait longer than ten seconds, whatever those at work do', async () => {
    const gate = new LoginGate(LIMIT);
    await Promise.all(enter(gate, 10));
    const late = outcomes([gate.enter([HERE], 'late')]);
    await nextTurn();
    jest.advanceTimersByTime(10_000);
    expect(await late).toEqual(['OVERLOADED']);
  });

  it('lets go of those who wait when the others have used the budget up', async () => {
    const gate = new LoginGate(LIMIT);
    const guesses = Array.from({ length: 30 }, () => gate.enter([HERE], 'kim'));
    const told = outcomes(guesses);
    for (const one of guesses.slice(0, 10)) gate.leave(await one, 'wrong');
    expect(await told).toEqual([...Array<string>(10).fill('in'), ...Array<string>(20).fill('THROTTLED')]);
  });

  it('wakes one who waits for tries at the same account from other addresses', async () => {
    const gate = new LoginGate(LIMIT);
    for (let i = 0; i < 3; i++) gate.leave(await gate.enter([HERE], 'kim'), 'wrong');
    const elsewhere = await Promise.all(Array.from({ length: 7 }, (_, i) => gate.enter([`198.51.100.${i}`], 'kim')));
    const waiting = gate.enter([HERE], 'kim');
    await nextTurn();
    gate.leave(elsewhere[0]!, 'right');
    expect(await outcomes([waiting])).toEqual(['in']);
  });

  it('forgets what it does not need: no tries under way, no failures after their window', async () => {
    const gate = new LoginGate(LIMIT);
    for (const [i, one] of (await Promise.all(enter(gate, 10))).entries()) gate.leave(one, i < 5 ? 'wrong' : 'right');
    jest.advanceTimersByTime(60_000);
    expect(await outcomes(enter(gate, 10))).toEqual(Array(10).fill('in'));
  });
});

describe('the log', () => {
  const fail = async (throttle: LoginThrottle, emailKey: string, address: string): Promise<unknown> =>
    throttle.attempt(emailKey, address, () => Promise.resolve(undefined)).catch(() => undefined);
  let throttle: LoginThrottle;

  beforeEach(() => {
    throttle = new LoginThrottle({ limits: { login: LIMIT } } as ConstructorParameters<typeof LoginThrottle>[0]);
  });

  it('has one line for each budget that is used up, with the address and without the e-mail', async () => {
    for (let i = 0; i < 30; i++) await fail(throttle, 'kim@example.com\nforged line', HERE);
    expect(log).toHaveLength(1);
    expect(log[0]).toMatch(/^login\.throttled by=account-and-address address=192\.0\.2\.1 account=[\w-]{16}$/);
  });

  it('has a new line in a new window', async () => {
    for (let i = 0; i < 12; i++) await fail(throttle, 'kim', HERE);
    jest.advanceTimersByTime(60_000);
    for (let i = 0; i < 12; i++) await fail(throttle, 'kim', HERE);
    expect(log).toHaveLength(2);
  });

  it('tells an attack on one account', async () => {
    for (let i = 0; i < 15; i++) await fail(throttle, 'kim@example.com', `192.0.2.${i}`);
    expect(log).toHaveLength(1);
    expect(log[0]).toMatch(/^login\.throttled by=account address=192\.0\.2\.10 account=[\w-]{16}$/);
  });

  it('tells an attack from one network', async () => {
    for (let i = 0; i < 130; i++) await fail(throttle, `member${i}`, `2001:db8:1:${i.toString(16)}00::1`);
    expect(log).toHaveLength(1);
    expect(log[0]).toMatch(/^login\.throttled by=address address=2001:db8:1::\/48 account=[\w-]{16}$/);
  });

  it('has nothing of an address that is none', async () => {
    for (let i = 0; i < 31; i++) await fail(throttle, `member${i}`, 'forged\nline');
    expect(log).toHaveLength(1);
    expect(log[0]).toMatch(/^login\.throttled by=address address=unknown account=[\w-]{16}$/);
  });
});
