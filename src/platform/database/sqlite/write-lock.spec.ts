import { WriteLock } from './write-lock.js';

/** A promise, and the way to keep it. */
function promised(): { promise: Promise<void>; keep: () => void } {
  let keep = (): void => undefined;
  const promise = new Promise<void>((resolve) => (keep = resolve));
  return { promise, keep };
}

describe('Turns at writing', () => {
  let writeLock: WriteLock;
  let written: string[];
  const write = (name: string) => (): void => void written.push(name);

  beforeEach(() => {
    writeLock = new WriteLock();
    written = [];
  });

  it('come one at a time, in the order of asking', async () => {
    const held = promised();
    const first = writeLock.acquire(() => held.promise.then(write('first')));
    const others = ['second', 'third'].map((name) => writeLock.acquire(write(name)));
    held.keep();
    await first;
    const late = writeLock.acquire(write('late'));
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
      all.push(writeLock.acquire(slow(name)));
      if (all.length > 3) await Promise.resolve();
    }
    await Promise.all(all);
    expect(most).toBe(1);
    expect(written).toEqual(names);
  });

  it('go on after one that failed', async () => {
    const failed = writeLock.acquire(() => Promise.reject(new Error('disk')));
    const next = writeLock.acquire(write('next'));
    await expect(failed).rejects.toThrow('disk');
    await next;
    expect(written).toEqual(['next']);
  });

  it('are given up by whoever has waited too long, and by nobody else', async () => {
    const held = promised();
    const first = writeLock.acquire(() => held.promise);
    const impatient = writeLock.acquire(write('impatient'), 1);
    const patient = writeLock.acquire(write('patient'), 60_000);
    await expect(impatient).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    held.keep();
    await Promise.all([first, patient]);
    expect(written).toEqual(['patient']);
  });
});
