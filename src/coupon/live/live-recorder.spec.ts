import { Logger } from '@nestjs/common';
import { LiveCounters } from './live-counters.js';
import { LiveRecorder } from './live-recorder.js';
import { LiveSampleStore, type CountsByCoupon, type Samples } from './live-sample-store.js';

class Store extends LiveSampleStore {
  added: [number, number][] = [];
  fails = false;

  override add(second: number, counts: CountsByCoupon): Promise<void> {
    if (this.fails) return Promise.reject(new Error('no database'));
    this.added.push([second, counts.get(1)?.ISSUED ?? 0]);
    return Promise.resolve();
  }

  override read(): Promise<Samples> {
    throw new Error('not used');
  }
}

describe('LiveRecorder', () => {
  beforeAll(() => void Logger.overrideLogger(false));
  afterAll(() => void Logger.overrideLogger(true));

  let now: number;
  let store: Store;
  let counters: LiveCounters;
  let recorder: LiveRecorder;

  beforeEach(() => {
    [now, store, counters] = [1_000, new Store(), new LiveCounters()];
    recorder = new LiveRecorder(counters, store, { now: () => new Date(now * 1000) });
  });

  async function second(issued: number): Promise<void> {
    if (issued > 0) counters.of(1).ISSUED += issued;
    now += 1;
    await recorder.record();
  }

  it('adds the first second, then only those with presses, and one without each minute', async () => {
    for (const issued of [0, 0, 4]) await second(issued);
    for (let idle = 0; idle < 61; idle++) await second(0);
    expect(store.added).toEqual([
      [1_000, 0],
      [1_002, 4],
      [1_062, 0],
    ]);
  });

  it('adds the last presses when the service stops, and nothing without presses', async () => {
    await recorder.beforeApplicationShutdown();
    counters.of(1).ISSUED += 3;
    await recorder.beforeApplicationShutdown();
    expect(store.added).toEqual([[999, 3]]);
  });

  it('counts a timer that fires a little early to the second that ends', async () => {
    counters.of(1).ISSUED += 1;
    now = 1_000.99;
    await recorder.record();
    expect(store.added).toEqual([[1_000, 1]]);
  });

  it('adds samples later that the store could not take, in their order, up to a minute of them', async () => {
    store.fails = true;
    for (let count = 1; count <= 70; count++) await second(count);
    store.fails = false;
    await second(0);
    expect(store.added).toHaveLength(60);
    expect([store.added[0], store.added.at(-1)]).toEqual([
      [1_010, 11],
      [1_069, 70],
    ]);
  });
});
