import { jest } from '@jest/globals';
import { AttemptCounter } from './attempt-counter.js';

describe('AttemptCounter', () => {
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] }));
  afterEach(() => void jest.useRealTimers());

  const fail = (attempts: AttemptCounter, key: string, item: string | number): void => {
    attempts.begin(key, item);
    attempts.end(key, item, true);
  };

  it('counts failures and attempts in progress for each key', () => {
    const attempts = new AttemptCounter(60);
    for (let serial = 0; serial < 3; serial++) attempts.begin('one', serial);
    attempts.end('one', 0, true);
    attempts.end('one', 1, false);
    expect([
      attempts.failedCount('one'),
      attempts.inProgressCount('one'),
      attempts.totalCount('one'),
      attempts.msLeft('one'),
    ]).toEqual([1, 1, 2, 60_000]);
    expect([attempts.failedCount('other'), attempts.totalCount('other'), attempts.msLeft('other')]).toEqual([0, 0, 0]);
  });

  it('counts an item once for any number of attempts', () => {
    const attempts = new AttemptCounter(60);
    for (let times = 0; times < 3; times++) fail(attempts, 'address', 'kim');
    attempts.begin('address', 'kim');
    attempts.begin('address', 'lee');
    attempts.begin('address', 'lee');
    expect([attempts.failedCount('address'), attempts.totalCount('address')]).toEqual([1, 2]);
    expect([attempts.hasFailed('address', 'kim'), attempts.hasFailed('address', 'lee')]).toEqual([true, false]);
    expect([attempts.has('address', 'lee'), attempts.has('address', 'park')]).toEqual([true, false]);
    attempts.end('address', 'lee', false);
    expect(attempts.has('address', 'lee')).toBe(true);
    attempts.end('address', 'lee', false);
    expect(attempts.has('address', 'lee')).toBe(false);
  });

  it('forgets failures when the window ends, but keeps attempts in progress', () => {
    const attempts = new AttemptCounter(60);
    attempts.begin('one', 1);
    fail(attempts, 'one', 2);
    jest.advanceTimersByTime(30_000);
    fail(attempts, 'one', 3);
    jest.advanceTimersByTime(29_999);
    expect([attempts.failedCount('one'), attempts.totalCount('one')]).toEqual([2, 3]);
    jest.advanceTimersByTime(1);
    expect([attempts.failedCount('one'), attempts.totalCount('one')]).toEqual([0, 1]);
  });

  it('removes a forgiven failure', () => {
    const attempts = new AttemptCounter(60);
    fail(attempts, 'one', 'kim');
    attempts.forgive('one', 'kim');
    expect(attempts.failedCount('one')).toBe(0);
  });

  it('keeps the newest 100,000 keys', () => {
    const attempts = new AttemptCounter(60);
    for (let key = 0; key <= 100_000; key++) fail(attempts, `key ${key}`, key);
    expect([attempts.failedCount('key 0'), attempts.failedCount('key 1')]).toEqual([0, 1]);
  });
});
