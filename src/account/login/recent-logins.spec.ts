import { jest } from '@jest/globals';
import { RecentLogins } from './recent-logins.js';

const DAY_MS = 24 * 3_600_000;

describe('RecentLogins', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('remembers a login by account and address, for thirty days after the latest', () => {
    const logins = new RecentLogins();
    logins.add(['192.0.2.1'], 'kim');
    jest.advanceTimersByTime(20 * DAY_MS);
    logins.add(['192.0.2.1'], 'kim');
    jest.advanceTimersByTime(20 * DAY_MS);
    expect(logins.has(['192.0.2.1'], 'kim')).toBe(true);
    expect(logins.has(['192.0.2.2'], 'kim')).toBe(false);
    expect(logins.has(['192.0.2.1'], 'lee')).toBe(false);
    jest.advanceTimersByTime(10 * DAY_MS);
    expect(logins.has(['192.0.2.1'], 'kim')).toBe(false);
  });

  it('counts logins by network, each account and address once', () => {
    const logins = new RecentLogins();
    for (const account of ['kim', 'kim', 'lee']) logins.add(['a/64', 'b/48'], account);
    logins.add(['c/64', 'b/48'], 'lee');
    expect(['a/64', 'c/64', 'b/48', 'd/48'].map((network) => logins.count(network))).toEqual([2, 1, 3, 0]);
    jest.advanceTimersByTime(30 * DAY_MS);
    logins.add(['c/64', 'b/48'], 'park');
    expect(['a/64', 'c/64', 'b/48'].map((network) => logins.count(network))).toEqual([0, 1, 1]);
  });

  it('remembers the twenty latest addresses of each account', () => {
    const logins = new RecentLogins();
    for (let i = 0; i <= 20; i++) logins.add([`192.0.2.${i}`], 'kim');
    expect([0, 1, 20].map((i) => logins.has([`192.0.2.${i}`], 'kim'))).toEqual([false, true, true]);
    expect(logins.count('192.0.2.0')).toBe(0);
  });

  it('remembers the fifty thousand accounts with the latest logins', () => {
    const logins = new RecentLogins();
    for (let i = 0; i < 50_000; i++) logins.add(['192.0.2.1'], `member${i}`);
    logins.add(['192.0.2.1'], 'member0');
    logins.add(['192.0.2.1'], 'one more');
    expect(['member0', 'member1', 'one more'].map((one) => logins.has(['192.0.2.1'], one))).toEqual([
      true,
      false,
      true,
    ]);
    expect(logins.count('192.0.2.1')).toBe(50_000);
  });
});
