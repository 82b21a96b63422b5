import { jest } from '@jest/globals';
import { StandingQueue } from './standing-queue.js';

const STEP_MS = 20;

describe('StandingQueue', () => {
  let now: number;
  let queue: StandingQueue;

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['performance', 'queueMicrotask', 'nextTick', 'setImmediate'] });
    now = 1_000;
    queue = new StandingQueue(() => now);
  });
  afterEach(() => jest.useRealTimers());

  /** Lets time pass, and with it the timer of the queue. */
  const pass = (ms: number): void => {
    for (let passed = 0; passed < ms; passed += STEP_MS) {
      const step = Math.min(STEP_MS, ms - passed);
      now += step;
      jest.advanceTimersByTime(step);
    }
  };
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
  /** What becomes of requests, in order. */
  let outcomes: string[];
  beforeEach(() => (outcomes = []));
  const enter = (name = 'it', isGone = (): boolean => false): void =>
    queue.enter({
      start: () => outcomes.push(`${name} started`),
      refuse: () => outcomes.push(`${name} refused`),
      isGone,
    });
  /** Begins 300 requests that are not answered in time. */
  const fill = (): (() => Promise<void>)[] => {
    const ends = begin(300);
    pass(201);
    return ends;
  };

  it('has room for a crowd that comes at once', () => {
    begin(5_000);
    pass(200);
    enter();
    expect(outcomes).toEqual(['it started']);
  });

  it('always has room for 256 requests', () => {
    begin(255);
    pass(60_000);
    enter();
    expect(outcomes).toEqual(['it started']);
  });

  it('has room as long as requests are answered within 0.2 s', async () => {
    const ends = begin(600);
    pass(200);
    await endAll(ends.slice(0, 100));
    pass(200);
    enter();
    expect(outcomes).toEqual(['it started']);
  });

  it('lets requests wait while every answer is late, and starts two in order of arrival for each that is not', async () => {
    const ends = begin(600);
    pass(201);
    for (const name of ['first', 'second', 'third']) enter(name);
    await endAll(ends.slice(0, 100));
    expect(outcomes).toEqual([]);
    await endAll(begin(1));
    expect(outcomes).toEqual(['first started', 'second started']);
    await endAll(begin(1));
    expect(outcomes).toEqual(['first started', 'second started', 'third started']);
  });

  it('starts a request that waits when fewer than 256 are in progress', async () => {
    const ends = fill();
    enter();
    await endAll(ends.slice(0, 44));
    expect(outcomes).toEqual([]);
    await endAll(ends.slice(44, 45));
    expect(outcomes).toEqual(['it started']);
  });

  it('starts requests when there is room, also without an answer, and none before one that waits', async () => {
    const ends = fill();
    for (const name of ['first', 'second', 'third']) enter(name);
    await endAll(ends.slice(0, 45));
    enter('fourth');
    expect(outcomes).toEqual(['first started', 'second started']);
    pass(20);
    expect(outcomes).toEqual(['first started', 'second started', 'third started']);
    pass(20);
    expect(outcomes.at(-1)).toBe('fourth started');
  });

  it('refuses a request that has waited for 0.25 s, 1.5 s after its arrival, while others are in progress', async () => {
    const ends = fill();
    enter('late');
    pass(240);
    enter('in time');
    pass(20);
    await endAll(ends.slice(1));
    pass(20);
    expect(outcomes).toEqual(['in time started']);
    pass(1_200);
    expect(outcomes).toEqual(['in time started']);
    pass(40);
    expect(outcomes).toEqual(['in time started', 'late refused']);
  });

  it('starts a request after all that has waited for 0.25 to 0.6 s, if nothing is in progress and nothing else waits', async () => {
    const ends = fill();
    enter('too late');
    pass(340);
    enter('late');
    pass(260);
    await endAll(ends.slice(1));
    pass(20);
    expect(outcomes).toEqual([]);
    await endAll(ends.slice(0, 1));
    expect(outcomes).toEqual(['late started']);
  });

  it('refuses a hundred requests at once, and others 20 ms later', () => {
    fill();
    for (let index = 0; index < 150; index++) enter();
    pass(1_500);
    expect(outcomes).toHaveLength(100);
    pass(20);
    expect(outcomes).toHaveLength(150);
  });

  it('forgets requests whose client has gone', async () => {
    const ends = fill();
    for (let index = 0; index < 10; index++) enter('gone', () => true);
    enter('first');
    enter('second');
    await endAll(ends.slice(0, 45));
    expect(outcomes).toEqual(['first started', 'second started']);
    begin(20);
    pass(201);
    for (let index = 0; index < 10; index++) enter('gone', () => true);
    pass(2_000);
    expect(outcomes).toEqual(['first started', 'second started']);
  });

  it('refuses at once when 20,000 requests wait', () => {
    fill();
    for (let index = 0; index < 20_000; index++) enter('one of many');
    expect(outcomes).toEqual([]);
    enter();
    expect(outcomes).toEqual(['it refused']);
  });

  it('counts a request that failed as answered', async () => {
    await Promise.allSettled(Array.from({ length: 256 }, () => queue.run(now, () => Promise.reject(new Error('no')))));
    pass(60_000);
    enter();
    expect(outcomes).toEqual(['it started']);
  });

  it('has no timer while nothing waits', async () => {
    const ends = fill();
    enter();
    expect(jest.getTimerCount()).toBe(1);
    await endAll(ends);
    pass(20);
    expect(jest.getTimerCount()).toBe(0);
  });
});
