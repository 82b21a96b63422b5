import { LastResults } from './last-result.js';

describe('LatestByKey', () => {
  let made: string[];
  const make = (key: string) => (): Promise<string> => {
    made.push(key);
    return key === 'broken' ? Promise.reject(new Error(key)) : Promise.resolve(key);
  };

  beforeEach(() => (made = []));

  it('makes once what is asked for again and again, and keeps those that were asked for last', async () => {
    const latest = new LastResults<string>(2);
    for (const key of ['a', 'b', 'a', 'c', 'a', 'd', 'a', 'b']) expect(await latest.get(key, [1], make(key))).toBe(key);
    expect(made).toEqual(['a', 'b', 'c', 'd', 'b']);
  });

  it('makes all anew of something else', async () => {
    const latest = new LastResults<string>(9);
    for (const parts of [[1], [1], [2], [1]]) await latest.get('a', parts, make('a'));
    expect(made).toEqual(['a', 'a', 'a']);
  });

  it('makes no room for what is refused at once', async () => {
    const latest = new LastResults<string>(1);
    await latest.get('a', [1], make('a'));
    const refuse = (): never => {
      throw new Error('full');
    };
    expect(() => latest.get('b', [1], refuse)).toThrow('full');
    await latest.get('a', [1], make('a'));
    expect(made).toEqual(['a']);
  });

  it('does not keep a failure', async () => {
    const latest = new LastResults<string>(9);
    for (let twice = 0; twice < 2; twice++) {
      await expect(latest.get('broken', [1], make('broken'))).rejects.toThrow('broken');
    }
    expect(made).toEqual(['broken', 'broken']);
  });
});
