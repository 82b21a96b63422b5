import { CachedValue } from './cached-value.js';

describe('CachedValue', () => {
  let version: number;
  let time: number;
  let loads: ((value: string) => void)[];
  let failures: ((error: Error) => void)[];
  let cached: CachedValue<string>;

  beforeEach(() => {
    [version, time, loads, failures] = [0, 0, [], []];
    cached = new CachedValue(
      () =>
        new Promise<string>((resolve, reject) => {
          loads.push(resolve);
          failures.push(reject);
        }),
      () => version,
      () => time,
    );
  });

  it('is loaded once for concurrent calls', async () => {
    const asked = [cached.get(), cached.get(), cached.get()];
    loads[0]!('a');
    expect(await Promise.all(asked)).toEqual(['a', 'a', 'a']);
    expect(await cached.get()).toBe('a');
    expect(loads).toHaveLength(1);
  });

  it('is loaded again after less than a second', async () => {
    const first = cached.get();
    loads[0]!('a');
    await first;
    time = 899;
    expect(await cached.get()).toBe('a');
    time = 900;
    const second = cached.get();
    loads[1]!('b');
    expect(await second).toBe('b');
  });

  it('is loaded again at once after a change', async () => {
    const first = cached.get();
    loads[0]!('old');
    await first;
    version += 1;
    const second = cached.get();
    loads[1]!('new');
    expect(await second).toBe('new');
  });

  it('is not cached if a change was committed during the load, and is not returned to later calls', async () => {
    const before = cached.get();
    version += 1;
    const after = cached.get();
    loads[1]!('new');
    loads[0]!('old');
    expect(await before).toBe('old');
    expect(await after).toBe('new');
    expect(await cached.get()).toBe('new');
    expect(loads).toHaveLength(2);
  });

  it('is loaded once for all calls of `refresh` in one turn, after the calls', async () => {
    const first = cached.get();
    const refreshed = [cached.refresh(), cached.refresh()];
    expect(loads).toHaveLength(1);
    await new Promise(setImmediate);
    expect(loads).toHaveLength(2);
    loads[1]!('new');
    loads[0]!('old');
    expect(await Promise.all(refreshed)).toEqual(['new', 'new']);
    expect(await first).toBe('old');
    expect(await cached.get()).toBe('new');
    const later = cached.refresh();
    await new Promise(setImmediate);
    loads[2]!('newer');
    expect(await later).toBe('newer');
    expect(loads).toHaveLength(3);
  });

  it('is loaded again after a failure', async () => {
    const failed = cached.get();
    failures[0]!(new Error('down'));
    await expect(failed).rejects.toThrow('down');
    const again = cached.get();
    loads[1]!('up');
    expect(await again).toBe('up');
  });
});
