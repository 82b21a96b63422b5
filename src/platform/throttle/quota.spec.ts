import { jest } from '@jest/globals';
import { useFakeClock } from '../../../test/support/fake-clock.js';
import { Quota } from './quota.js';

const log = useFakeClock();

/** Sends parallel requests. @returns the number of admitted requests */
async function admitted(quota: Quota, key: string, requests: number): Promise<number> {
  const results = await Promise.allSettled(Array.from({ length: requests }, () => quota.consume(key, 'request')));
  return results.filter(({ status }) => status === 'fulfilled').length;
}

describe('Quota', () => {
  it('limits parallel requests of each key and window', async () => {
    const quota = new Quota('test.throttled', { points: 5, seconds: 60 });
    expect(await admitted(quota, 'one', 100)).toBe(5);
    expect(await admitted(quota, 'other', 3)).toBe(3);
    jest.advanceTimersByTime(60_000);
    expect(await admitted(quota, 'one', 100)).toBe(5);
  });

  it('refuses with the time to wait', async () => {
    const quota = new Quota('test.throttled', { points: 1, seconds: 60 });
    await quota.consume('one', 'request');
    jest.advanceTimersByTime(59_500);
    await expect(quota.consume('one', 'request')).rejects.toMatchObject({
      code: 'THROTTLED',
      kind: 'throttled',
      retryAfterSeconds: 1,
      allowance: { limit: 1, remaining: 0, seconds: 1 },
      body: {
        detail: {
          ko: '요청이 지연(throttled)되었습니다. 1초 후에 다시 시도해 주세요.',
          en: 'Request was throttled. Please try again in 1 second.',
        },
      },
    });
  });

  it('tells how many requests are left, and the seconds until the window ends', async () => {
    const quota = new Quota('test.throttled', { points: 3, seconds: 60 });
    expect(await quota.consume('one', 'request')).toEqual({ limit: 3, remaining: 2, seconds: 60 });
    jest.advanceTimersByTime(59_500);
    expect(await quota.consume('one', 'request')).toEqual({ limit: 3, remaining: 1, seconds: 1 });
    expect(await quota.consume('other', 'request')).toEqual({ limit: 3, remaining: 2, seconds: 60 });
  });

  it('logs one line for each key and window with refused requests', async () => {
    const quota = new Quota('test.throttled', { points: 5, seconds: 60 });
    await admitted(quota, 'one', 1_000);
    await admitted(quota, 'other', 1_000);
    expect(log).toEqual(['test.throttled by=one', 'test.throttled by=other']);
    jest.advanceTimersByTime(60_000);
    await admitted(quota, 'one', 1_000);
    expect(log.slice(2)).toEqual(['test.throttled by=one']);
  });

  it('admits every request without a limit', async () => {
    expect(await admitted(new Quota('test.throttled', undefined), 'one', 100)).toBe(100);
  });
});
