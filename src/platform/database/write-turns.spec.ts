import { WriteTurns } from './write-turns.js';

/** A promise, and the way to keep it. */
function promised(): { promise: Promise<void>; keep: () => void } {
  let keep = (): void => undefined;
  const promise = new Promise<void>((resolve) => (keep = resolve));
  return { promise, keep };
}

describe('Turns at writing', () => {
  let turns: WriteTurns;
  let written: string[];
  const write = (name: string) => (): void => void written.push(name);

  beforeEach(() => {
    turns = new WriteTurns();
    written = [];
  });

  it('come one at a time, in the order of asking', async () => {
    const held = promised();
    const first = turns.take(() => held.promise.then(write('first')));
    const others = ['second', 'third'].map((name) => turns.take(write(name)));
    held.keep();
    await first;
    const late = turns.take(write('late'));
    await Promise.all([...others, late]);
    expect(written).toEqual(['first', 'second', 'third', 'late']);
  });

  it('are handed over, so that nobody gets in between, at whatever moment they ask', async () => {
    let inside = 0;
    let most = 0;
    const slow = (name: string) => async (): Promise<void> => {
      most = Math.max(most, ++inside);
      await Promise.resolve();
      inside -= 1;
      written.push(name);
    };
    const names = Array.from({ length: 40 }, (_, tick) => `asked at ${tick}`);
    const all = [];
    for (const name of names) {
      all.push(turns.take(slow(name)));
      if (all.length > 3) await Promise.resolve();
    }
    await Promise.all(all);
    expect(most).toBe(1);
    expect(written).toEqual(names);
  });

  it('go on after one that failed', async () => {
    const failed = turns.take(() => Promise.reject(new Error('disk')));
    const next = turns.take(write('next'));
    await expect(failed).rejects.toThrow('disk');
    await next;
    expect(written).toEqual(['next']);
  });

  it('are given up by whoever has waited too long, and by nobody else', async () => {
    const held = promised();
    const first = turns.take(() => held.promise);
    const impatient = turns.take(write('impatient'), 1);
    const patient = turns.take(write('patient'), 60_000);
    await expect(impatient).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    held.keep();
    await Promise.all([first, patient]);
    expect(written).toEqual(['patient']);
  });
});
