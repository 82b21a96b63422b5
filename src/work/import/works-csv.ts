import { CsvError, parse } from 'csv-parse';
import { pipeline } from 'node:stream/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { text, type Text } from '../../platform/errors/text.js';
import { withoutFormulaEscape } from '../../platform/text/formula-escape.js';
import { oneLine } from '../../platform/text/one-line.js';
import { MAX_CSV_BYTES } from './max-csv-bytes.js';
import { fileTooLarge, unusableFile } from './works-import.errors.js';

/**
 * The cells of a row that describe a work.
 * @property line the row's first line in the file, from 1
 * @property hidden the cell that says whether the work is hidden; empty if the file has no such column
 * @property overflow whether the row has more cells than the header
 */
export type CsvWork = {
  readonly line: number;
  readonly title: string;
  readonly hidden: string;
  readonly overflow: boolean;
};

type CsvRow = { readonly line: number; readonly cells: readonly string[] };

/** Includes empty rows. */
const MAX_ROWS = 50_000;
/** Of one row. A row is handled as a whole, and one with millions of cells would delay presses for seconds. */
const MAX_ROW_BYTES = 64 * 1024;
/** The parser yields to the event loop after each piece. Both limits are needed: each byte and each row costs time. */
const MAX_PIECE_BYTES = 8 * 1024;
const MAX_PIECE_LINE_BREAKS = 256;
const [LF, CR] = [0x0a, 0x0d];
const TITLE_HEADERS = ['title', '제목'];
const HIDDEN_HEADERS = ['hidden', '숨김'];

const NO_COLUMN = text('첫 줄에 title(또는 제목) 열이 없습니다.', 'The first line has no column "title".');
const NOT_UTF8 = text(
  'UTF-8 파일이 아닙니다. 엑셀에서는 “CSV UTF-8(쉼표로 분리)”로 저장하세요.',
  'This is not a UTF-8 file. In Excel, save it as "CSV UTF-8 (comma delimited)".',
);
const TOO_MANY_BYTES = text(
  '파일이 16MB를 넘습니다. 나누어 가져오세요.',
  'The file is larger than 16 MB. Please split it.',
);
const TOO_MANY_ROWS = text(
  '파일이 50,000줄을 넘습니다. 나누어 가져오세요.',
  'The file has more than 50,000 lines. Please split it.',
);

/**
 * @returns the cells of the columns `title` (or `제목`) and, if there is one, `hidden` (or `숨김`), without empty lines
 * @throws DomainError `UNUSABLE_FILE`
 */
export async function readWorks(csv: Buffer): Promise<CsvWork[]> {
  const [header, ...rows] = await readRows(decode(csv));
  const names = (header?.cells ?? []).map((name) => oneLine(name).toLowerCase());
  const title = names.findIndex((name) => TITLE_HEADERS.includes(name));
  const hidden = names.findIndex((name) => HIDDEN_HEADERS.includes(name));
  if (title < 0) throw unusableFile(NO_COLUMN);
  return rows.map(({ line, cells }) => ({
    line,
    title: withoutFormulaEscape(cells[title] ?? ''),
    hidden: cells[hidden] ?? '',
    overflow: cells.length > names.length,
  }));
}

function decode(csv: Buffer): string {
  if (csv.length > MAX_CSV_BYTES) throw fileTooLarge(TOO_MANY_BYTES);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(csv);
  } catch {
    throw unusableFile(NOT_UTF8);
  }
}

/** Counts lines from the end of the previous record, because csv-parse counts a CRLF inside quotes as two lines. */
async function readRows(content: string): Promise<CsvRow[]> {
  const bytes = Buffer.from(content);
  const rows: CsvRow[] = [];
  let line = 1;
  let start = 0;
  let records = 0;
  const requireShortRow = (read: number): void => {
    if (read - start > MAX_ROW_BYTES) throw unusableFile(tooLongRow(line));
  };
  const collect = (cells: string[], { bytes: end }: { bytes: number }): null => {
    requireShortRow(end);
    const raw = bytes.toString('utf8', start, end);
    if (raw.trim()) rows.push({ line, cells });
    // The first record is the header.
    if (++records > MAX_ROWS + 1) throw fileTooLarge(TOO_MANY_ROWS);
    line += raw.match(/\r\n|\n|\r/g)?.length ?? 0;
    start = end;
    return null;
  };
  const parser = parse({
    on_record: collect,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
  });
  try {
    await pipeline(piecesOf(bytes, requireShortRow), parser);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw unusableFile(unreadableLine(line));
  }
  return rows;
}

/** @param check is called before each piece with the number of bytes in front of it */
async function* piecesOf(bytes: Buffer, check: (read: number) => void): AsyncGenerator<Buffer> {
  for (let start = 0, end = 0; start < bytes.length; start = end) {
    check(start);
    end = endOfPiece(bytes, start);
    yield bytes.subarray(start, end);
    await nextTurn();
  }
}

/** Counts a CRLF as two line breaks. That only makes a piece shorter, and the parser accepts a CRLF split in two pieces. */
function endOfPiece(bytes: Buffer, start: number): number {
  const limit = Math.min(start + MAX_PIECE_BYTES, bytes.length);
  let end = start;
  for (let lineBreaks = 0; end < limit && lineBreaks < MAX_PIECE_LINE_BREAKS; end++) {
    if (bytes[end] === LF || bytes[end] === CR) lineBreaks++;
  }
  return end;
}

const unreadableLine = (line: number): Text =>
  text(
    `${line}번째 줄을 CSV로 읽을 수 없습니다. 큰따옴표가 닫혔는지 확인하세요.`,
    `Line ${line} cannot be read as CSV. Check that every quotation mark is closed.`,
  );

const tooLongRow = (line: number): Text =>
  text(
    `${line}번째 줄부터 한 행이 64KB를 넘습니다. 큰따옴표가 닫혔는지 확인하세요.`,
    `The row that begins in line ${line} is longer than 64 KB. Check that every quotation mark is closed.`,
  );
