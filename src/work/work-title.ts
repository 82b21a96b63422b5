import { text, type Text } from '../platform/errors/text.js';
import { hasForbiddenCharacters, isInvisible, oneLine } from '../platform/text/one-line.js';

const MAX_CHARACTERS = 100;

const EMPTY = text('제목이 비어 있습니다.', 'The title is empty.');
const CONTROL_CHARACTERS = text('제목에 제어 문자가 있습니다.', 'The title contains control characters.');

export type CleanTitle =
  { readonly title: string; readonly problem?: undefined } | { readonly title?: undefined; readonly problem: Text };

/**
 * Converts a title to the form in which it is stored (`oneLine`) and validates it. Any visible text is valid, also `=1+1`
 * and `<b>`, because pages and CSV files escape titles on output.
 */
export function cleanTitle(typed: string): CleanTitle {
  const title = oneLine(typed);
  const characters = [...title].length;
  if (isInvisible(title)) return { problem: EMPTY };
  if (hasForbiddenCharacters(title)) return { problem: CONTROL_CHARACTERS };
  if (characters > MAX_CHARACTERS) return { problem: tooLong(characters) };
  return { title };
}

const tooLong = (characters: number): Text =>
  text(
    `제목이 ${MAX_CHARACTERS}자를 넘습니다(${characters}자).`,
    `The title is longer than ${MAX_CHARACTERS} characters (${characters}).`,
  );
