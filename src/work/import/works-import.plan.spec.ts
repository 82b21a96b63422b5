import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { planImport, type ImportPlan } from './works-import.plan.js';

const fixture = (name: string): Buffer => readFileSync(`${import.meta.dirname}/../../../test/fixtures/${name}`);
const plan = (text: string | Buffer, titles: string[] = []): Promise<ImportPlan> =>
  planImport(Buffer.from(text), titles);

/** What the plan of a second import has instead of new titles. */
const inCatalog = ({ newTitles }: ImportPlan): ImportPlan['existing'] =>
  newTitles.map(({ line, title }) => ({ line, title }));

describe('the fixture works.csv', () => {
  it('has 121 new titles', async () => {
    const { newTitles, existing, repeated, refused } = await planImport(fixture('works.csv'), []);
    expect(newTitles).toHaveLength(121);
    expect(newTitles[0]).toEqual({ line: 2, title: '메밀꽃 필 무렵', isHidden: false });
    expect(newTitles.at(-1)).toEqual({ line: 122, title: '阿Q正傳', isHidden: false });
    expect([existing, repeated, refused]).toEqual([[], [], []]);
  });
});

describe('the fixture works-messy.csv', () => {
  // Lines are numbered from 1. Line 1 has a byte order mark and `제목`; every line ends in CRLF.
  const expected: ImportPlan = {
    newTitles: [
      { line: 2, title: '봄봄', isHidden: false },
      { line: 3, title: '동백꽃', isHidden: false },
      { line: 6, title: '"말테의 수기", 그리고 나', isHidden: false },
      { line: 7, title: '=HYPERLINK("http://example.invalid","클릭")', isHidden: false },
      { line: 8, title: '<script>alert(1)</script>', isHidden: false },
      { line: 9, title: '가'.repeat(100), isHidden: false },
      { line: 11, title: '줄바꿈이 있는 제목', isHidden: false },
      { line: 13, title: '🐳 고래 이야기', isHidden: false },
      { line: 14, title: '\u00e9cole (분해된 악센트)', isHidden: false },
      { line: 15, title: '\u00e9cole (합쳐진 악센트)', isHidden: false },
      { line: 16, title: '@SUM(A1)', isHidden: false },
      { line: 17, title: '0012', isHidden: false },
      { line: 18, title: 'null', isHidden: false },
    ],
    existing: [],
    repeated: [{ line: 4, title: '동백꽃', firstLine: 3 }],
    refused: [
      { line: 5, text: '', reason: { ko: '제목이 비어 있습니다.', en: 'The title is empty.' } },
      {
        line: 10,
        text: '나'.repeat(101),
        reason: { ko: '제목이 100자를 넘습니다(101자).', en: 'The title is longer than 100 characters (101).' },
      },
    ],
  };

  it('has the expected result for each line', async () => {
    expect(await planImport(fixture('works-messy.csv'), [])).toEqual(expected);
  });

  it('has existing titles after the first import', async () => {
    const again = await planImport(
      fixture('works-messy.csv'),
      expected.newTitles.map(({ title }) => title),
    );
    expect(again).toEqual({ ...expected, newTitles: [], existing: inCatalog(expected) });
  });
});

describe('a column hidden', () => {
  it('hides the new works whose cell is true, as exports and spreadsheets write it', async () => {
    const { newTitles } = await plan('title,hidden\na,true\nb,TRUE\nc,false\nd,FALSE\ne,\nf\n');
    expect(newTitles.map(({ isHidden }) => isHidden)).toEqual([true, true, false, false, false, false]);
  });

  it('refuses other values', async () => {
    expect(await plan('title,hidden\na,yes\n')).toMatchObject({
      newTitles: [],
      refused: [{ line: 2, text: 'a', reason: { en: 'The column "hidden" can only be true or false.' } }],
    });
  });
});

describe('lines', () => {
  it.each([
    ['\\n', 'title\na\nb\n'],
    ['\\r\\n', 'title\r\na\r\nb\r\n'],
    ['\\r', 'title\ra\rb\r'],
    ['all of them mixed, and none at the end', 'title\r\na\nb'],
  ])('may end in %s', async (_, text) => {
    expect((await plan(text)).newTitles).toEqual([
      { line: 2, title: 'a', isHidden: false },
      { line: 3, title: 'b', isHidden: false },
    ]);
  });

  it('are counted including empty lines and line breaks inside quotes', async () => {
    expect(await plan('\ntitle\n\n"a\r\nb\n\nc"\n\n""\nd\n')).toMatchObject({
      newTitles: [
        { line: 4, title: 'a b c' },
        { line: 10, title: 'd' },
      ],
      refused: [{ line: 9 }],
    });
  });

  it('are repeated when their cleaned titles are equal, including case', async () => {
    expect(await plan('title\nabc\n abc \nABC\nabc\n')).toMatchObject({
      newTitles: [
        { line: 2, title: 'abc' },
        { line: 4, title: 'ABC' },
      ],
      repeated: [
        { line: 3, title: 'abc', firstLine: 2 },
        { line: 5, title: 'abc', firstLine: 2 },
      ],
    });
  });

  it('refer to the first line of a repeated title that is in the catalog', async () => {
    expect(await plan('title\na\na\n', ['a'])).toMatchObject({
      newTitles: [],
      existing: [{ line: 2, title: 'a' }],
      repeated: [{ line: 3, title: 'a', firstLine: 2 }],
    });
  });

  it('match titles in the catalog that are not clean', async () => {
    expect((await plan('title\n봄\n가을\n', ['\u1107\u1169\u11b7', ' 가을 '])).newTitles).toEqual([]);
  });

  it('may have quotes in the middle', async () => {
    expect((await plan('title\n나의 "첫" 책\n')).newTitles).toEqual([
      { line: 2, title: '나의 "첫" 책', isHidden: false },
    ]);
  });

  it('with an unquoted comma are refused instead of truncated', async () => {
    const [refused] = (await plan('title\n죄, 그리고 벌\n')).refused;
    expect(refused).toMatchObject({ line: 2, text: '죄' });
    expect(refused!.reason.ko).toBe('열이 첫 줄보다 많습니다. 쉼표가 든 제목은 큰따옴표로 감싸세요.');
  });

  it('are truncated for display when they are long', async () => {
    const [refused] = (await plan(`title\n${'🐳'.repeat(5_000)}\n`)).refused;
    expect(refused).toMatchObject({ line: 2, text: `${'🐳'.repeat(120)}…` });
    expect(refused!.reason.en).toBe('The title is longer than 100 characters (5000).');
  });
});

describe('planning', () => {
  const titles = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom('봄', ' 봄', '\u1107\u1169\u11b7', '', '"', 'a,b', 'a\nb'),
    ),
    { maxLength: 20 },
  );
  const csv = titles.map((rows) => `title\r\n${rows.map((row) => `"${row.replaceAll('"', '""')}"\r\n`).join('')}`);

  it('finds no new titles after an import, and the same lines otherwise', async () => {
    await fc.assert(
      fc.asyncProperty(csv, async (text) => {
        const first = await plan(text);
        const second = await plan(
          text,
          first.newTitles.map(({ title }) => title),
        );
        expect(second).toEqual({ ...first, newTitles: [], existing: inCatalog(first) });
      }),
    );
  });

  it('puts every row in exactly one list, and no title twice among the new ones', async () => {
    await fc.assert(
      fc.asyncProperty(titles, csv, async (known, text) => {
        const { newTitles, existing, repeated, refused } = await plan(text, known);
        const lines = [...newTitles, ...existing, ...repeated, ...refused].map(({ line }) => line);
        expect(new Set(lines).size).toBe(lines.length);
        const fresh = newTitles.map(({ title }) => title);
        expect(new Set([...fresh, ...existing.map(({ title }) => title)]).size).toBe(fresh.length + existing.length);
        expect(fresh.filter((title) => known.includes(title))).toEqual([]);
      }),
    );
  });
});
