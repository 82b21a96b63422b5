/**
 * A spreadsheet would run a cell that begins with one of these characters as a formula. Exports write an apostrophe before it, as
 * csv-stringify does (`escape_formulas`) for exactly these characters. So that the escape can be undone, exports also write one
 * before a text that looks escaped already.
 */
const ESCAPED = /^'+[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

export const looksEscaped = (text: string): boolean => ESCAPED.test(text);

/** The text of a cell of an export. Any other text that looks escaped loses an apostrophe, too. */
export const withoutFormulaEscape = (cell: string): string => (looksEscaped(cell) ? cell.slice(1) : cell);
