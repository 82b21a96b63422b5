import { jest } from '@jest/globals';
import { TryCount } from './try-count.js';

describe('a count of tries', () => {
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] }));
  afterEach(() => void jest.useRealTimers());

  const fail = (tries: TryCount, key: string, item: string | number): void => {
    tries.begin(key, item);
    tries.end(key, item, true);
  };

  it('has failures and tries under way, by key', () => {
    const tries = new TryCount(60);
    for (let serial = 0; serial < 3; serial++) tries.begin('one', serial);
    tries.end('one', 0, true);
    tries.end('one', 1, false);
    expect([tries.failed('one'), tries.underWay('one'), tries.all('one'), tries.msLeft('one')]).toEqual([
      1, 1, 2, 60_000,
    ]);
    expect([tries.failed('other'), tries.all('other'), tries.msLeft('other')]).toEqual([0, 0, 0]);
  });

  it('counts an item once, however often it is tried', () => {
    const tries = new TryCount(60);
    for (let times = 0; times < 3; times++) fail(tries, 'address', 'kim');
    tries.begin('address', 'kim');
    tries.begin('address', 'lee');
    tries.begin('address', 'lee');
    expect([tries.failed('address'), tries.all('address')]).toEqual([1, 2]);
    expect([tries.hasFailed('address', 'kim'), tries.hasFailed('address', 'lee')]).toEqual([true, false]);
    expect([tries.has('address', 'lee'), tries.has('address', 'park')]).toEqual([true, false]);
    tries.end('address', 'lee', false);
    expect(tries.has('address', 'lee')).toBe(true);
    tries.end('address', 'lee', false);
    expect(tries.has('address', 'lee')).toBe(false);
  });

  it('forgets failures a window after the first, but not tries under way', () => {
    const tries = new TryCount(60);
    tries.begin('one', 1);
    fail(tries, 'one', 2);
    jest.advanceTimersByTime(30_000);
    fail(tries, 'one', 3);
    jest.advanceTimersByTime(29_999);
    expect([tries.failed('one'), tries.all('one')]).toEqual([2, 3]);
    jest.advanceTimersByTime(1);
    expect([tries.failed('one'), tries.all('one')]).toEqual([0, 1]);
  });

  it('takes a failure back', () => {
    const tries = new TryCount(60);
    fail(tries, 'one', 'kim');
    tries.forgive('one', 'kim');
    expect(tries.failed('one')).toBe(0);
  });

  it('keeps a bounded number of keys, the newest', () => {
    const tries = new TryCount(60);
    for (let key = 0; key <= 100_000; key++) fail(tries, `key ${key}`, key);
    expect([tries.failed('key 0'), tries.failed('key 1')]).toEqual([0, 1]);
  });
});
