import fc from 'fast-check';
import { stringify } from 'csv-stringify/sync';
import { looksEscaped, withoutFormulaEscape } from './formula-escape.js';

describe('The escape of formulas', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＋1', '－1', '＠1'])('of %j is undone', (text) => {
    expect(withoutFormulaEscape(`'${text}`)).toBe(text);
  });

  it.each(["'Tis", "'", "''", "'a=1", '=1', 'a', '', " '=1"])('is not seen in %j', (text) => {
    expect([looksEscaped(text), withoutFormulaEscape(text)]).toEqual([false, text]);
  });

  it('is seen in a text that begins like one, and takes one apostrophe off', () => {
    expect(withoutFormulaEscape("''=1")).toBe("'=1");
  });

  it('is undone for exactly the characters for which csv-stringify makes it', () => {
    for (let code = 1; code < 0x10000; code++) {
      const text = `${String.fromCharCode(code)}x`;
      const isEscaped = stringify([[text]], { escape_formulas: true, quote: '' }).startsWith(`'${text}`);
      expect([code, looksEscaped(`'${text}`)]).toEqual([code, isEscaped]);
    }
  });

  it('takes no more time for a megabyte of apostrophes', () => {
    fc.assert(
      fc.property(fc.nat(9), (more) => !looksEscaped("'".repeat(1_000_000 + more))),
      { numRuns: 5 },
    );
  });
});
