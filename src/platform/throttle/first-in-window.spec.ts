import { jest } from '@jest/globals';
import { FirstInWindow } from './first-in-window.js';

describe('FirstInWindow', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('recognizes the first event of each key', () => {
    const log = new FirstInWindow();
    expect(['one', 'one', 'other', 'one'].map((key) => log.isFirst(key, 60_000))).toEqual([true, false, true, false]);
  });

  it('tells how long the window of a key still lasts', () => {
    const log = new FirstInWindow();
    expect(log.remainingMs('one')).toBe(0);
    log.isFirst('one', 60_000);
    jest.advanceTimersByTime(59_000);
    expect([log.remainingMs('one'), log.remainingMs('other')]).toEqual([1_000, 0]);
    jest.advanceTimersByTime(2_000);
    expect(log.remainingMs('one')).toBe(0);
  });

  it('starts a new window after the previous one has ended', () => {
    const log = new FirstInWindow();
    log.isFirst('one', 60_000);
    jest.advanceTimersByTime(59_999);
    expect(log.isFirst('one', 1)).toBe(false);
    jest.advanceTimersByTime(1);
    expect(log.isFirst('one', 60_000)).toBe(true);
  });

  it('remembers at most 10,000 keys, and forgets the oldest', () => {
    const log = new FirstInWindow();
    for (let key = 0; key <= 10_000; key++) log.isFirst(String(key), 60_000);
    expect(log.isFirst('10000', 60_000)).toBe(false);
    expect(log.isFirst('1', 60_000)).toBe(false);
    expect(log.isFirst('0', 60_000)).toBe(true);
  });
});
