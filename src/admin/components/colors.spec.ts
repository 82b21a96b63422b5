import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const source = (...path: string[]): string => readFileSync(join(import.meta.dirname, '../../..', ...path), 'utf8');

const OTHERS = ['panel.css', 'lists.css', 'live.css', 'member-case.css', 'revocation.css'];

const colorsIn = (css: string, form: RegExp): Record<string, string> =>
  Object.fromEntries([...css.matchAll(form)].map(([, name, value]) => [name!, value!]));

const HEX = /--([a-z-]+): (#[0-9a-f]{6});/g;
const members = source('public/toodat.css');
const [light, dark] = members.split('@media (prefers-color-scheme: dark)') as [string, string];
const panel = source('src/admin/components/colors.css');

describe('The colours of the panel', () => {
  it.each([
    ['light', light, /--([a-z-]+): light-dark\((#[0-9a-f]{6}), #/g],
    ['dark', dark.split('\n}\n')[0]!, /--([a-z-]+): light-dark\(#[0-9a-f]{6}, (#[0-9a-f]{6})\)/g],
  ] as const)('are those of the members’ pages in the %s scheme', (_, css, form) => {
    const colors = colorsIn(css, HEX);
    expect(Object.keys(colors).length).toBeGreaterThan(15);
    expect(colorsIn(panel, form)).toMatchObject(colors);
  });

  it('are defined in one file', () => {
    for (const name of OTHERS)
      expect(source('src/admin/components', name)).not.toMatch(/:[^;]*(#[0-9a-f]{3,8}\b|rgb)/i);
  });
});

describe('The fonts of the panel', () => {
  it.each([/--sans:[^;]*;/, /--code:[^;]*;/, /@font-face {[^}]*}/])('are those of the members’ pages (%s)', (part) => {
    expect(part.exec(panel)![0]).toBe(part.exec(members)![0]);
  });

  it('are defined in one file', () => {
    for (const name of OTHERS) {
      const fonts = source('src/admin/components', name).match(/font-family:[^;]*;/g) ?? [];
      expect(fonts.filter((font) => !/^font-family: (var\(--code\), )?var\(--sans\);$/.test(font))).toEqual([]);
    }
  });
});
