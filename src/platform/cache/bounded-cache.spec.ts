import { BoundedCache } from './bounded-cache.js';

describe('BoundedCache', () => {
  let asked: string[];
  const length = (text: string): number | undefined => {
    asked.push(text);
    if (text === '') throw new Error('empty');
    return text === '?' ? undefined : text.length;
  };

  beforeEach(() => (asked = []));

  it('calls the function once for a text', () => {
    const cache = new BoundedCache<number>(10, 10);
    expect(['abc', 'de', 'abc'].map((text) => cache.get(text, length))).toEqual([3, 2, 3]);
    expect(asked).toEqual(['abc', 'de']);
  });

  it('caches neither long texts nor failures', () => {
    const cache = new BoundedCache<number>(10, 3);
    for (let time = 0; time < 2; time++) {
      expect(cache.get('long', length)).toBe(4);
      expect(cache.get('?', length)).toBeUndefined();
      expect(() => cache.get('', length)).toThrow('empty');
    }
    expect(asked).toEqual(['long', '?', '', 'long', '?', '']);
  });

  it('never caches more than its maximum', () => {
    const cache = new BoundedCache<number>(2, 10);
    for (const text of ['a', 'b', 'c', 'c', 'a']) cache.get(text, length);
    expect(asked).toEqual(['a', 'b', 'c', 'a']);
  });
});
