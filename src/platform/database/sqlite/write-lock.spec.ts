import { WriteLock } from './write-lock.js';

/** A promise, and the function that resolves it. */
function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => (resolve = settle));
  return { promise, resolve };
}

describe('WriteLock', () => {
  let writeLock: WriteLock;
  let written: string[];
  const write = (name: string) => (): void => void written.push(name);

  beforeEach(() => {
    writeLock = new WriteLock();
    written = [];
  });

  it('runs one write at a time, in order of arrival', async () => {
    const held = deferred();
    const first = writeLock.acquire(() => held.promise.then(write('first')));
    const others = ['second', 'third'].map((name) => writeLock.acquire(write(name)));
    held.resolve();
    await first;
    const late = writeLock.acquire(write('late'));
    await Promise.all([...others, late]);
    expect(written).toEqual(['first', 'second', 'third', 'late']);
  });

  it('cannot be overtaken, whenever a write arrives', async () => {
    let inside = 0;
    let max = 0;
    const slow = (name: string) => async (): Promise<void> => {
      max = Math.max(max, ++inside);
      await Promise.resolve();
      inside -= 1;
      written.push(name);
    };
    const names = Array.from({ length: 40 }, (_, tick) => `arrived at ${tick}`);
    const all = [];
    for (const name of names) {
      all.push(writeLock.acquire(slow(name)));
      if (all.length > 3) await Promise.resolve();
    }
    await Promise.all(all);
    expect(max).toBe(1);
    expect(written).toEqual(names);
  });

  it('runs the next write after one that failed', async () => {
    const failed = writeLock.acquire(() => Promise.reject(new Error('disk')));
    const next = writeLock.acquire(write('next'));
    await expect(failed).rejects.toThrow('disk');
    await next;
    expect(written).toEqual(['next']);
  });

  it('refuses a write that has waited too long, and only that one', async () => {
    const held = deferred();
    const first = writeLock.acquire(() => held.promise);
    const impatient = writeLock.acquire(write('impatient'), 1);
    const patient = writeLock.acquire(write('patient'), 60_000);
    await expect(impatient).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    held.resolve();
    await Promise.all([first, patient]);
    expect(written).toEqual(['patient']);
  });
});
