import { CachedValue } from './cached-value.js';

describe('Something remembered', () => {
  let version: number;
  let time: number;
  let loads: ((value: string) => void)[];
  let failures: ((error: Error) => void)[];
  let remembered: CachedValue<string>;

  beforeEach(() => {
    [version, time, loads, failures] = [0, 0, [], []];
    remembered = new CachedValue(
      () =>
        new Promise<string>((resolve, reject) => {
          loads.push(resolve);
          failures.push(reject);
        }),
      () => version,
      () => time,
    );
  });

  it('is loaded once, however many ask at the same time', async () => {
    const asked = [remembered.get(), remembered.get(), remembered.get()];
    loads[0]!('a');
    expect(await Promise.all(asked)).toEqual(['a', 'a', 'a']);
    expect(await remembered.get()).toBe('a');
    expect(loads).toHaveLength(1);
  });

  it('is loaded again after less than a second', async () => {
    const first = remembered.get();
    loads[0]!('a');
    await first;
    time = 899;
    expect(await remembered.get()).toBe('a');
    time = 900;
    const second = remembered.get();
    loads[1]!('b');
    expect(await second).toBe('b');
  });

  it('is loaded again at once after a change', async () => {
    const first = remembered.get();
    loads[0]!('old');
    await first;
    version += 1;
    const second = remembered.get();
    loads[1]!('new');
    expect(await second).toBe('new');
  });

  it('is not kept when it was loaded across a change, nor given to those who ask after it', async () => {
    const before = remembered.get();
    version += 1;
    const after = remembered.get();
    loads[1]!('new');
    loads[0]!('old');
    expect(await before).toBe('old');
    expect(await after).toBe('new');
    expect(await remembered.get()).toBe('new');
    expect(loads).toHaveLength(2);
  });

  it('is loaded once for all who want it as it is now, after they asked', async () => {
    const first = remembered.get();
    const refreshed = [remembered.refresh(), remembered.refresh()];
    expect(loads).toHaveLength(1);
    await new Promise(setImmediate);
    expect(loads).toHaveLength(2);
    loads[1]!('new');
    loads[0]!('old');
    expect(await Promise.all(refreshed)).toEqual(['new', 'new']);
    expect(await first).toBe('old');
    expect(await remembered.get()).toBe('new');
    const later = remembered.refresh();
    await new Promise(setImmediate);
    loads[2]!('newer');
    expect(await later).toBe('newer');
    expect(loads).toHaveLength(3);
  });

  it('is asked for again after a failure', async () => {
    const failed = remembered.get();
    failures[0]!(new Error('down'));
    await expect(failed).rejects.toThrow('down');
    const again = remembered.get();
    loads[1]!('up');
    expect(await again).toBe('up');
  });
});
