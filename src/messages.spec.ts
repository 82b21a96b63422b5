import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { raisedBy } from '../test/support/refusals-in-source.js';
import { loneKorean, sentencesOf } from '../test/support/sentences-in-source.js';
import { parsed, sourceFiles } from '../test/support/source-files.js';

const sources = sourceFiles();
const { raised, unclear } = raisedBy(sources);

/** The statuses of each code, as `400` or `400, 413`. */
function statusesByCode(pairs: readonly { code: string; status: string }[]): Record<string, string> {
  const codes = [...new Set(pairs.map(({ code }) => code))].sort();
  const statuses = (code: string) => new Set(pairs.filter((one) => one.code === code).map(({ status }) => status));
  return Object.fromEntries(codes.map((code) => [code, [...statuses(code)].sort().join(', ')]));
}

function tableOfReadme(): { code: string; status: string }[] {
  const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
  const rows = readme.matchAll(/^\| (?<codes>`[A-Z_]+`(?:, `[A-Z_]+`)*) +\| (?<statuses>[\d, ]+?) +\|/gm);
  return [...rows].flatMap(({ groups }) =>
    groups!
      ['codes']!.split(', ')
      .flatMap((code) =>
        groups!['statuses']!.split(', ').map((status) => ({ code: code.replaceAll('`', ''), status })),
      ),
  );
}

describe('Every refusal of the source', () => {
  it('is made in a way that this test can follow', () => expect(unclear).toEqual([]));

  it('is in README’s table with its statuses, and the table has no others', () => {
    expect(raised.length).toBeGreaterThan(40);
    expect(statusesByCode(tableOfReadme())).toEqual(statusesByCode(raised));
  });

  it('is in the table once', () => {
    const codes = tableOfReadme().map(({ code, status }) => `${code} ${status}`);
    expect(codes).toEqual([...new Set(codes)]);
  });
});

describe('Every sentence of the source', () => {
  it('is Korean and English, with the same parameters, and without a placeholder left over', () => {
    const { sentences, problems } = sentencesOf(sources);
    expect(problems).toEqual([]);
    expect(sentences.length).toBeGreaterThan(60);
  });

  it('is in both languages, but for pages and command lines', () => expect(loneKorean(sources)).toEqual([]));
});

describe('The search for refusals', () => {
  const search = (line: string) => raisedBy([parsed('src/a.ts', line)]);

  it.each([
    [`new DomainError('A', 'conflict', { detail: text('가', 'a') })`, [['A', '409']]],
    [`const B = { result: x };\nnew DomainError('A', 'invalid', B)`, [['A', '400']]],
    [`new HttpRefusal(405, 'A', { detail })`, [['A', '405']]],
    [`invalidFields({ a: [b] })`, [['INVALID', '400']]],
    [
      `invalidFields({ a: [b] }, isA ? 'A' : 'B')`,
      [
        ['A', '400'],
        ['B', '400'],
      ],
    ],
    [`import { DomainError } from './a.js';\nconst is = (e: DomainError) => e instanceof DomainError`, []],
  ])('finds what %s raises', (line, expected) => {
    const found = search(line);
    expect(found.unclear).toEqual([]);
    expect(found.raised.map(({ code, status }) => [code, status])).toEqual(expected);
  });

  it.each([
    `new DomainError(code, 'invalid', { detail })`,
    `new DomainError('A', kind, { detail })`,
    `new DomainError('A', 'invalid', {})`,
    `new DomainError('A', 'invalid', body)`,
    `new HttpRefusal(status, 'A', { detail })`,
    `invalidFields(fields, code)`,
    `import { DomainError as Refusal } from './a.js'`,
    `class Refusal extends DomainError {}`,
    `const make = DomainError`,
    `const make = invalidFields`,
    `export { DomainError }`,
    `Reflect.construct(DomainError, ['A'])`,
    `const body = { code: 'A_CODE' }`,
  ])('does not let %s pass', (line) => expect(search(line).unclear).not.toEqual([]));
});

describe('The search for sentences', () => {
  const search = (line: string) =>
    sentencesOf([parsed('src/a.ts', `import { text } from './errors/text.js';\n${line}`)]).problems;

  it.each(["text('가', 'a')", 'text(`${a}가`, `a ${a}`)', "text(`${n}개`, `${n} piece${n === 1 ? '' : 's'}`)"])(
    'takes %s',
    (line) => expect(search(line)).toEqual([]),
  );

  it.each([
    "text('가', '가')",
    "text('a', 'a')",
    "text('가', '')",
    "text('가', 'a {{name}}')",
    "text('가', 'a $1')",
    "text(ko, 'a')",
    "text('가')",
    'text(`${a}가`, `a`)',
    'text(`${a}가`, `a ${b}`)',
    "new Text('가', '가')",
    "import { text as say } from './errors/text.js'",
  ])('complains of %s', (line) => expect(search(line)).not.toEqual([]));

  it.each(["const a = '가';", 'const a = `${b}가`;', 'const a = <p>가</p>;', 'const a = /가/;'])(
    'finds Korean outside of it: %s',
    (line) => expect(loneKorean([parsed('src/a.tsx', line)])).toHaveLength(1),
  );
});
