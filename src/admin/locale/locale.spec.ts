import { en } from './en.js';
import { ko } from './ko.js';

/** Without English plural forms, which Korean does not have. */
const keys = (texts: object, path = ''): string[] =>
  Object.entries(texts)
    .flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null ? keys(value, `${path}${key} > `) : [path + key],
    )
    .filter((key) => !key.endsWith('_one'));

describe('The panel’s texts', () => {
  it('exist in Korean if they exist in English', () => {
    expect(keys(ko)).toEqual(expect.arrayContaining(keys(en)));
  });

  it('of our own screens and lists exist in English if they exist in Korean', () => {
    for (const part of ['components', 'properties', 'resources'] as const) {
      const ours = keys(ko[part] as object).filter((key) => !['length', 'from', 'to'].includes(key));
      expect(keys(en[part] as object)).toEqual(expect.arrayContaining(ours));
    }
  });

  it('have the same placeholders in both languages', () => {
    const placeholders = (text: unknown): string[] =>
      String(text)
        .match(/\{\{\w+\}\}/g)
        ?.sort() ?? [];
    for (const [key, english] of Object.entries(en.messages as Record<string, string>)) {
      const korean = (ko.messages as Record<string, string>)[key];
      if (korean !== undefined) expect([key, placeholders(english)]).toEqual([key, placeholders(korean)]);
    }
  });
});
