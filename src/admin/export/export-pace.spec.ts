import { ExportPace } from './export-pace.js';

const PAGE_MS = 40;

describe('The pace of an export', () => {
  /**
   * @param makingMs how long the event loop works for a page
   * @param shares of the time that the event loop works for others, one for each wait
   * @returns the waits after 8 pages
   */
  async function waits(makingMs: number, ...shares: number[]): Promise<number[]> {
    let time = 0;
    const waited: number[] = [];
    const pace = new ExportPace({
      now: () => time,
      wait: (ms) => {
        time += ms;
        waited.push(ms);
        return Promise.resolve();
      },
      utilization: (since) => ({ active: 0, idle: 0, utilization: since ? (shares[waited.length - 1] ?? 0) : 0 }),
    });
    for (let page = 0; page < 8; page++, time += PAGE_MS - makingMs) {
      expect(pace.page(() => ((time += makingMs), 'lines'))).toBe('lines');
      await pace.pause();
    }
    return waited;
  }

  it('has a short pause every 0.1 s, to look at the event loop', async () => {
    expect(await waits(5)).toEqual([10, 10, 10]);
  });

  it('waits 40 times as long as a page took while the event loop works for others', async () => {
    expect(await waits(5, 0.3, 0.9, 0.11, 0.1)).toEqual([10, 200, 200, 200, 10]);
    expect(await waits(9, 0.3, 0.9, 0.1)).toEqual([10, 360, 360, 10]);
  });

  it('waits at least as long as it takes to look at the event loop, and at most a second', async () => {
    expect(await waits(0, 0.3, 0.1)).toEqual([10, 10, 10, 10]);
    expect(await waits(30, 0.3, 0.1)).toEqual([10, 1_000, 10, 10]);
  });
});
