import { parse } from 'csv-parse/sync';
import type { Answer } from './answer.js';

/** The cells of a downloaded file, which must be UTF-8 with a byte order mark and CRLF. */
export function cellsOf(text: string): { readonly heads: string[]; readonly rows: string[][] } {
  expect([text[0], text.slice(-2)]).toEqual(['\ufeff', '\r\n']);
  const [heads, ...rows] = parse(text, { bom: true, record_delimiter: '\r\n' });
  return { heads: heads!, rows };
}

export function fileOf(answer: Answer): { readonly heads: string[]; readonly rows: string[][] } {
  expect([answer.status, answer.header('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
  return cellsOf(answer.text);
}
