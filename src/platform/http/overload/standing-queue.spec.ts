import { StandingQueue } from './standing-queue.js';

describe('StandingQueue', () => {
  let now: number;
  let queue: StandingQueue;

  beforeEach(() => {
    now = 1_000;
    queue = new StandingQueue(() => now);
  });

  /** Begins requests. @returns functions that end one each, in order of arrival */
  const begin = (count: number): (() => Promise<void>)[] =>
    Array.from({ length: count }, () => {
      let end!: () => void;
      const ended = queue.run(now, () => new Promise<void>((resolve) => (end = resolve)));
      return () => {
        end();
        return ended;
      };
    });
  const endAll = async (ends: readonly (() => Promise<void>)[]): Promise<void> => {
    for (const end of ends) await end();
  };

  it('has room for a crowd that comes at once', () => {
    begin(5_000);
    now += 200;
    expect(queue.hasRoom()).toBe(true);
  });

  it('has no room when nothing is answered any more', () => {
    begin(300);
    now += 201;
    expect(queue.hasRoom()).toBe(false);
  });

  it('always has room for 255 requests', () => {
    begin(255);
    now += 60_000;
    expect(queue.hasRoom()).toBe(true);
  });

  it('has room as long as requests are answered within 0.3 s', async () => {
    const ends = begin(600);
    now += 300;
    await endAll(ends.slice(0, 100));
    now += 200;
    expect(queue.hasRoom()).toBe(true);
  });

  it('has no room while every answer is late, and has it again after one that is not, or when few wait', async () => {
    const ends = begin(600);
    now += 301;
    await endAll(ends.slice(0, 100));
    expect(queue.hasRoom()).toBe(false);
    const [later] = begin(1);
    now += 300;
    await later!();
    expect(queue.hasRoom()).toBe(true);
    now += 1_000;
    expect(queue.hasRoom()).toBe(false);
    await endAll(ends.slice(100, 345));
    expect(queue.hasRoom()).toBe(true);
  });

  it('counts a request that failed as answered', async () => {
    await Promise.allSettled(Array.from({ length: 256 }, () => queue.run(now, () => Promise.reject(new Error('no')))));
    now += 60_000;
    expect(queue.hasRoom()).toBe(true);
  });
});
