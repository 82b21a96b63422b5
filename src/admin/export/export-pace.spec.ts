import { ExportPace } from './export-pace.js';

const PAGE_MS = 40;

describe('The pace of an export', () => {
  /** @param shares of the time that the event loop works for others, one for each wait @returns the waits after 8 pages */
  async function waits(...shares: number[]): Promise<number[]> {
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
    for (let page = 0; page < 8; page++, time += PAGE_MS) await pace.pause();
    return waited;
  }

  it('has a short pause every 0.1 s, to look at the event loop', async () => {
    expect(await waits()).toEqual([10, 10, 10]);
  });

  it('has a long pause after each page while the event loop works for others', async () => {
    expect(await waits(0.3, 0.9, 0.11, 0.1)).toEqual([10, 200, 200, 200, 10]);
  });
});
