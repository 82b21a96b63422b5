import { setImmediate as nextTurn } from 'node:timers/promises';
import { Arrivals } from './arrivals.js';

describe('Arrivals', () => {
  let now: number;
  let arrivals: Arrivals;

  beforeEach(() => {
    now = 0;
    arrivals = new Arrivals(() => now);
  });

  /** @returns when the last of these requests may have arrived */
  const read = (count: number): number => Array.from({ length: count }, () => arrivals.next()).at(-1)!;

  it('takes the moment of reading for the first thousand requests of a turn, however long it lasts', () => {
    read(999);
    now += 10_000;
    expect(read(1)).toBe(10_000);
  });

  it('takes the beginning of the turn for further ones', () => {
    read(1_000);
    now += 10_000;
    expect(read(1)).toBe(0);
  });

  it('counts the requests of each turn anew', async () => {
    read(1_000);
    await nextTurn();
    now += 10_000;
    expect(read(1_000)).toBe(10_000);
  });
});
