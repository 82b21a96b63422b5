import { PressPlan } from './press-plan.js';

const workOf = (request: string): number => (JSON.parse(request.split('\r\n\r\n')[1]!) as { work: number }).work;

describe('PressPlan', () => {
  it('hands out as many presses as asked, to the members in turn', () => {
    const plan = new PressPlan(['one', 'two'], 7, [1], 5);
    const cookies = Array.from({ length: 6 }, () => /Cookie: (\w+)/.exec(plan.next() ?? '')?.[1]);
    expect(cookies).toEqual(['one', 'two', 'one', 'two', 'one', undefined]);
    expect(plan.left).toBe(0);
  });

  it('presses for any of the works, and sometimes for the same one again', () => {
    const plan = new PressPlan(['one'], 7, [11, 12, 13], 2_000);
    const works = Array.from({ length: 2_000 }, () => workOf(plan.next()!));
    expect(new Set(works)).toEqual(new Set([11, 12, 13]));
    const repeated = works.filter((work, index) => work === works[index - 1]).length;
    // A third by chance, and a fifth of the rest on purpose.
    expect(repeated / works.length).toBeGreaterThan(0.4);
  });

  it('sends plain JSON with its length', () => {
    expect(new PressPlan(['c'], 7, [11], 1).next()).toBe(
      'POST /couponuser/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: c\r\nSec-Fetch-Site: same-origin\r\n' +
        'Content-Type: application/json\r\nContent-Length: 22\r\n\r\n{"coupon":7,"work":11}',
    );
  });
});
