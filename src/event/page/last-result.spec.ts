import { LastResults } from './last-result.js';

describe('LastResults', () => {
  let made: string[];
  const make = (key: string) => (): Promise<string> => {
    made.push(key);
    return key === 'broken' ? Promise.reject(new Error(key)) : Promise.resolve(key);
  };

  beforeEach(() => (made = []));

  it('keeps the most recently used results', async () => {
    const results = new LastResults<string>(2);
    for (const key of ['a', 'b', 'a', 'c', 'a', 'd', 'a', 'b'])
      expect(await results.get(key, [1], make(key))).toBe(key);
    expect(made).toEqual(['a', 'b', 'c', 'd', 'b']);
  });

  it('discards all results when what they depend on changes', async () => {
    const results = new LastResults<string>(9);
    for (const parts of [[1], [1], [2], [1]]) await results.get('a', parts, make('a'));
    expect(made).toEqual(['a', 'a', 'a']);
  });

  it('evicts nothing when `make` throws', async () => {
    const results = new LastResults<string>(1);
    await results.get('a', [1], make('a'));
    const refuse = (): never => {
      throw new Error('full');
    };
    expect(() => results.get('b', [1], refuse)).toThrow('full');
    await results.get('a', [1], make('a'));
    expect(made).toEqual(['a']);
  });

  it('does not keep a failure', async () => {
    const results = new LastResults<string>(9);
    for (let twice = 0; twice < 2; twice++) {
      await expect(results.get('broken', [1], make('broken'))).rejects.toThrow('broken');
    }
    expect(made).toEqual(['broken', 'broken']);
  });
});
