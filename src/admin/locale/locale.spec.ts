import { en } from './en.js';
import { ko } from './ko.js';

/** Plural forms are English's own affair. */
const keys = (words: object, path = ''): string[] =>
  Object.entries(words)
    .flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null ? keys(value, `${path}${key} > `) : [path + key],
    )
    .filter((key) => !key.endsWith('_one'));

describe('The panel’s words', () => {
  it('are in Korean wherever they are in English', () => {
    expect(keys(ko)).toEqual(expect.arrayContaining(keys(en)));
  });

  it('of our own screens and lists are in English wherever they are in Korean', () => {
    for (const part of ['components', 'properties', 'resources'] as const) {
      const ours = keys(ko[part] as object).filter((key) => !['length', 'from', 'to'].includes(key));
      expect(keys(en[part] as object)).toEqual(expect.arrayContaining(ours));
    }
  });

  it('fill the same places in both languages', () => {
    const places = (text: unknown): string[] =>
      String(text)
        .match(/\{\{\w+\}\}/g)
        ?.sort() ?? [];
    for (const [key, english] of Object.entries(en.messages as Record<string, string>)) {
      const korean = (ko.messages as Record<string, string>)[key];
      if (korean !== undefined) expect([key, places(english)]).toEqual([key, places(korean)]);
    }
  });
});
