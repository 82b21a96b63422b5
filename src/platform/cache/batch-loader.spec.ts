import { setImmediate as nextTurn } from 'node:timers/promises';
import { BatchLoader } from './batch-loader.js';

describe('BatchLoader', () => {
  let batches: number[][];
  /** Ends the batches that are being loaded. */
  let finish: (() => void)[];

  beforeEach(() => {
    batches = [];
    finish = [];
  });

  const load = (keys: readonly number[]): Promise<Map<number, string>> => {
    batches.push([...keys]);
    return new Promise((resolve) =>
      finish.push(() => resolve(new Map(keys.filter((key) => key > 0).map((key) => [key, `value ${key}`])))),
    );
  };
  const keys = (from: number, to: number): number[] =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index);

  it('loads the keys of one turn of the event loop together, each once', async () => {
    const loader = new BatchLoader(load);
    const values = Promise.all([1, 2, 1].map((key) => loader.load(key)));
    expect(batches).toEqual([]);
    await nextTurn();
    expect(batches).toEqual([[1, 2]]);
    finish[0]!();
    expect(await values).toEqual(['value 1', 'value 2', 'value 1']);
  });

  it('returns undefined for a key without a value', async () => {
    const value = new BatchLoader(load).load(-1);
    await nextTurn();
    finish[0]!();
    expect(await value).toBeUndefined();
  });

  it('loads 64 keys before the turn ends, and further ones in another batch', async () => {
    const loader = new BatchLoader(load);
    const values = Promise.all(keys(1, 65).map((key) => loader.load(key)));
    expect(batches).toEqual([keys(1, 64)]);
    await nextTurn();
    expect(batches).toEqual([keys(1, 64), [65]]);
    for (const end of finish) end();
    expect((await values).at(-1)).toBe('value 65');
  });

  it('loads at most so many batches at once, and adds what comes meanwhile to one batch', async () => {
    const loader = new BatchLoader(load, 1);
    const values = [loader.load(1)];
    await nextTurn();
    values.push(...keys(2, 70).map((key) => loader.load(key)));
    await nextTurn();
    values.push(loader.load(71));
    await nextTurn();
    expect(batches).toEqual([[1]]);
    finish[0]!();
    await values[0];
    await nextTurn();
    expect(batches).toEqual([[1], keys(2, 71)]);
    finish[1]!();
    expect((await Promise.all(values)).at(-1)).toBe('value 71');
  });
});
