import { LoopDelay } from './loop-delay.js';

describe('LoopDelay', () => {
  let loop: LoopDelay;

  beforeEach(() => {
    loop = new LoopDelay();
  });
  afterEach(() => loop.stop());

  /** @returns the share of refused requests of an interval that ends with this delay */
  const interval = (p90Ms: number, requests = 2_000): number => {
    const refused = Array.from({ length: requests }, () => loop.refuses()).filter(Boolean).length;
    loop.evaluate(p90Ms);
    return refused / requests;
  };

  it('refuses, after two late intervals, as many requests as are too many for turns of 100 ms', () => {
    expect([interval(400), interval(400)]).toEqual([0, 0]);
    expect(interval(200)).toBeCloseTo(0.75, 1);
    expect(interval(0)).toBeCloseTo(0.5, 1);
    expect(interval(0)).toBe(0);
  });

  it('refuses nothing after a single late interval, as while a module is loaded', () => {
    expect([interval(2_000), interval(0), interval(2_000), interval(0), interval(0)]).toEqual([0, 0, 0, 0, 0]);
  });

  it('refuses nothing when few requests come: then something else delays the event loop', () => {
    expect([interval(2_000, 99), interval(2_000, 99), interval(2_000, 99)]).toEqual([0, 0, 0]);
  });
});
