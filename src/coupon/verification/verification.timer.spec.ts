import { jest } from '@jest/globals';
import type { Settings } from '../../platform/config/settings.js';
import type { VerificationService } from './verification.service.js';
import { VerificationTimer } from './verification.timer.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('The timer of the verification', () => {
  const verifyIfDue = jest.fn<VerificationService['verifyIfDue']>();
  let timer: VerificationTimer;

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] });
    verifyIfDue.mockReset().mockResolvedValue({ kind: 'verified' });
  });
  afterEach(() => {
    timer.onApplicationShutdown();
    jest.useRealTimers();
  });

  function startWith(verifyMs: number | undefined): void {
    timer = new VerificationTimer({ verifyMs } as Settings, { verifyIfDue } as unknown as VerificationService);
    timer.onApplicationBootstrap();
  }
  const attemptsAfter = async (ms: number): Promise<number> => {
    await jest.advanceTimersByTimeAsync(ms);
    return verifyIfDue.mock.calls.length;
  };

  it('never runs with VERIFY_MINUTES=off', () => {
    startWith(undefined);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('runs some minutes after the start, and then every hour', async () => {
    startWith(HOUR);
    expect(await attemptsAfter(5 * MINUTE - 1)).toBe(0);
    expect(await attemptsAfter(5 * MINUTE + 1)).toBe(1);
    expect(verifyIfDue).toHaveBeenCalledWith(HOUR);
    expect(await attemptsAfter(HOUR - 5 * MINUTE - 1)).toBe(1);
    expect(await attemptsAfter(11 * MINUTE + 1)).toBe(2);
  });

  it('waits until it is due when another process did it', async () => {
    verifyIfDue.mockResolvedValueOnce({ kind: 'recent', dueMs: 50 * MINUTE });
    startWith(HOUR);
    expect(await attemptsAfter(10 * MINUTE)).toBe(1);
    expect(await attemptsAfter(44 * MINUTE)).toBe(1);
    expect(await attemptsAfter(12 * MINUTE)).toBe(2);
  });

  it.each([
    ['another process is at it', () => Promise.resolve({ kind: 'busy' } as const)],
    ['it failed', () => Promise.reject(new Error('no database'))],
  ])('tries again soon when %s', async (_, attempt) => {
    verifyIfDue.mockImplementationOnce(attempt);
    startWith(HOUR);
    expect(await attemptsAfter(10 * MINUTE)).toBe(1);
    expect(await attemptsAfter(16 * MINUTE)).toBe(2);
  });

  it('does not start a second run while one is in progress', async () => {
    verifyIfDue.mockReturnValueOnce(new Promise(() => undefined));
    startWith(HOUR);
    expect(await attemptsAfter(10 * HOUR)).toBe(1);
  });

  it('ends with the service', async () => {
    startWith(HOUR);
    timer.onApplicationShutdown();
    expect(await attemptsAfter(10 * HOUR)).toBe(0);
  });
});
