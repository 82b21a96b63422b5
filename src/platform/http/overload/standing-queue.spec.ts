import { StandingQueue } from './standing-queue.js';

describe('StandingQueue', () => {
  let now: number;
  let queue: StandingQueue;

  beforeEach(() => {
    now = 1_000;
    queue = new StandingQueue(() => now);
  });

  const enter = (count: number): number[] => Array.from({ length: count }, () => queue.enter());
  const leave = (entered: readonly number[], hasQueued = true): void =>
    entered.forEach((since) => queue.leave(since, hasQueued));

  it('has room for a crowd that comes at once', () => {
    enter(5_000);
    now += 200;
    expect(queue.hasRoom()).toBe(true);
  });

  it('has no room when nothing is answered any more', () => {
    enter(300);
    now += 201;
    expect(queue.hasRoom()).toBe(false);
  });

  it('always has room for 255 requests', () => {
    enter(255);
    now += 60_000;
    expect(queue.hasRoom()).toBe(true);
  });

  it('has room as long as requests are answered within 0.3 s', () => {
    const entered = enter(600);
    now += 300;
    leave(entered.slice(0, 100));
    now += 200;
    expect(queue.hasRoom()).toBe(true);
  });

  it('has no room while every answer is late, and has it again after one that is not, or when few wait', () => {
    const entered = enter(600);
    now += 301;
    leave(entered.slice(0, 100));
    expect(queue.hasRoom()).toBe(false);
    const later = enter(1);
    now += 300;
    leave(later);
    expect(queue.hasRoom()).toBe(true);
    now += 1_000;
    expect(queue.hasRoom()).toBe(false);
    leave(entered.slice(100, 345));
    expect(queue.hasRoom()).toBe(true);
  });

  it('does not take the answers of requests that did not queue for a sign that the queue moves', () => {
    enter(300);
    now += 201;
    leave(enter(1), false);
    expect(queue.hasRoom()).toBe(false);
  });
});
