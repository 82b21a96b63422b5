import { text, type Text } from '../../platform/errors/text.js';
import { inChunks } from '../../platform/time/in-chunks.js';
import { cleanTitle } from '../work-title.js';
import { readWorks, type CsvWork } from './works-csv.js';

export type PlannedTitle = { readonly line: number; readonly title: string };
export type PlannedWork = PlannedTitle & { readonly isHidden: boolean };

/** The result of an import for each line of a file. Every non-empty line is in exactly one of the lists. */
export type ImportPlan = {
  readonly newTitles: readonly PlannedWork[];
  /** Already in the catalog, and left as they are there. */
  readonly existing: readonly PlannedTitle[];
  /** Titles that an earlier line of the file, `firstLine`, contains already. */
  readonly repeated: readonly (PlannedTitle & { readonly firstLine: number })[];
  /** Invalid titles and values of the column `hidden`. `text` is the cell's content, truncated to 120 characters. */
  readonly refused: readonly { readonly line: number; readonly text: string; readonly reason: Text }[];
};

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : never };

const MAX_SHOWN_CHARACTERS = 120;

const TOO_MANY_COLUMNS = text(
  '열이 첫 줄보다 많습니다. 쉼표가 든 제목은 큰따옴표로 감싸세요.',
  'There are more columns than in the first line. Put titles with a comma in quotation marks.',
);

const NOT_A_FLAG = text(
  '숨김 열에는 true(숨김) 또는 false(노출)만 쓸 수 있습니다.',
  'The column "hidden" can only be true or false.',
);
/** As exports write them; a spreadsheet saves them in capital letters. A work without a value is visible. */
const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
  ['', false],
]);

/** @param titles the titles of all existing works. @throws DomainError `UNUSABLE_FILE` */
export async function planImport(csv: Buffer, titles: readonly string[]): Promise<ImportPlan> {
  const existing = await inCatalog(titles);
  const firstLines = new Map<string, number>();
  const plan: Mutable<ImportPlan> = { newTitles: [], existing: [], repeated: [], refused: [] };
  await inChunks(await readWorks(csv), (row) => {
    const { line } = row;
    const { title, isHidden, problem } = readRow(row);
    if (problem !== undefined) {
      plan.refused.push({ line, text: shortened(row.title), reason: problem });
      return;
    }
    const firstLine = firstLines.get(title);
    if (firstLine !== undefined) plan.repeated.push({ line, title, firstLine });
    else if (existing.has(title)) plan.existing.push({ line, title });
    else plan.newTitles.push({ line, title, isHidden });
    firstLines.set(title, firstLine ?? line);
  });
  return plan;
}

/** Includes the cleaned form of each title, because titles from the original service may be stored in another form. */
async function inCatalog(titles: readonly string[]): Promise<ReadonlySet<string>> {
  const existing = new Set<string>();
  await inChunks(titles, (title) => existing.add(title).add(cleanTitle(title).title ?? title));
  return existing;
}

type ReadRow =
  | { readonly title: string; readonly isHidden: boolean; readonly problem?: undefined }
  | { readonly title?: undefined; readonly isHidden?: undefined; readonly problem: Text };

function readRow({ title: typed, hidden, overflow }: CsvWork): ReadRow {
  if (overflow) return { problem: TOO_MANY_COLUMNS };
  const { title, problem } = cleanTitle(typed);
  if (problem !== undefined) return { problem };
  const isHidden = FLAGS.get(hidden.trim().toLowerCase());
  return isHidden === undefined ? { problem: NOT_A_FLAG } : { title, isHidden };
}

function shortened(typed: string): string {
  const characters = [...typed.slice(0, 4 * MAX_SHOWN_CHARACTERS)];
  const head = characters.slice(0, MAX_SHOWN_CHARACTERS).join('');
  return head.length < typed.length ? `${head}…` : head;
}
