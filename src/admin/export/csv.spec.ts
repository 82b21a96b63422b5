import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { withoutFormulaEscape } from '../../platform/text/formula-escape.js';
import { csvHead, csvLines, type Cell } from './csv.js';

describe('A CSV file', () => {
  it('begins with a byte order mark, and ends each line with CRLF', () => {
    expect(
      csvHead(['번호', 'Title']) +
        csvLines([
          [1, 'a'],
          [2, 'b'],
        ]),
    ).toBe('\ufeff번호,Title\r\n1,a\r\n2,b\r\n');
  });

  it.each<[Cell, string]>([
    ['a,b', '"a,b"'],
    ['a"b', '"a""b"'],
    ['a\nb', '"a\nb"'],
    ['a\rb', '"a\rb"'],
    ['a\r\nb', '"a\r\nb"'],
    ['🐳 שלום', '🐳 שלום'],
    ['0012', '0012'],
    [-3, '-3'],
    [0, '0'],
    [true, 'true'],
    [false, 'false'],
    [null, ''],
    [undefined, ''],
    ['', ''],
    ['=1+1', "'=1+1"],
    ['-3', "'-3"],
    ['+82', "'+82"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ["'=1", "''=1"],
    ["'Tis", "'Tis"],
    ['=a,b', `"'=a,b"`],
  ])('has %j as %s', (cell, written) => {
    expect(csvLines([[cell, 'x']])).toBe(`${written},x\r\n`);
  });

  it('without rows is empty', () => expect(csvLines([])).toBe(''));

  it('is read back as it was written', () => {
    const start = fc.constantFrom('', "'", "''", '=', "'=", "''+", '-', '@', '\t', '\r', '\n', '"', ',', '＝');
    const text = fc.tuple(start, fc.string({ unit: 'binary', maxLength: 8 })).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 5 }), (rows) => {
        const read = parse(csvHead(['a', 'b']) + csvLines(rows), { bom: true, record_delimiter: '\r\n' });
        expect(read.slice(1).map((row) => row.map(withoutFormulaEscape))).toEqual(rows);
      }),
      { numRuns: 1_000 },
    );
  });
});
