import { stringify, type Options } from 'csv-stringify/sync';
import { looksEscaped } from '../../platform/text/formula-escape.js';

/** A value in a file. Null: an empty cell. */
export type Cell = string | number | boolean | null | undefined;

const OPTIONS: Options = {
  record_delimiter: '\r\n',
  escape_formulas: true,
  // csv-stringify alone quotes a text with CRLF, but not one with a single CR or LF.
  quoted_match: /[\r\n]/,
  cast: {
    string: (text) => (looksEscaped(text) ? `'${text}` : text),
    boolean: String,
  },
};

/** The first line of a file. The byte order mark makes Excel read the file as UTF-8. */
export const csvHead = (heads: readonly string[]): string => stringify([[...heads]], { ...OPTIONS, bom: true });

export const csvLines = (rows: readonly (readonly Cell[])[]): string => stringify([...rows], OPTIONS);
