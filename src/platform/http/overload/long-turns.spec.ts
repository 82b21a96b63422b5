import { setImmediate as nextTurn } from 'node:timers/promises';
import { LongTurns } from './long-turns.js';

describe('LongTurns', () => {
  let now: number;
  let turns: LongTurns;

  beforeEach(() => {
    now = 0;
    turns = new LongTurns(() => now);
  });

  /** @returns whether the last of these requests is refused */
  const requests = (count: number): boolean => Array.from({ length: count }, () => turns.refuses()).at(-1)!;

  it('refuses requests of a turn that has lasted for more than 100 ms, until the next turn', async () => {
    expect(requests(1_000)).toBe(false);
    now += 100;
    expect(requests(1)).toBe(false);
    now += 1;
    expect(requests(1)).toBe(true);
    await nextTurn();
    expect(requests(1)).toBe(false);
  });

  it('refuses none of the first thousand requests of a turn, however long it lasts', () => {
    requests(999);
    now += 10_000;
    expect(requests(1)).toBe(false);
    expect(requests(1)).toBe(true);
  });

  it('counts the requests of each turn anew', async () => {
    requests(1_000);
    await nextTurn();
    requests(1);
    now += 101;
    expect(requests(999)).toBe(false);
  });
});
