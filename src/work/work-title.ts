import { text, type Text } from '../platform/errors/text.js';

const MOST_CHARACTERS = 100;

const EMPTY = text('제목이 비어 있습니다.', 'The title is empty.');
const CONTROL_CHARACTERS = text('제목에 제어 문자가 있습니다.', 'The title contains control characters.');

// White space of every script, and what takes no room or looks like nothing: zero-width characters, soft hyphens, byte
// order marks, the empty Braille pattern, the Hangul fillers.
const EDGE = /[\s\u0085\u00ad\u180e\u200b-\u200f\u2060-\u2064\u2800\u3164\ufeff\uffa0]/;

const INVISIBLE = /^[\s\p{Default_Ignorable_Code_Point}]*$/u;

const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/;

// Control characters, half characters, and the marks that turn the direction of all that follows.
const FORBIDDEN = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

export type CleanTitle =
  { readonly title: string; readonly problem?: undefined } | { readonly title?: undefined; readonly problem: Text };

/**
 * A title as it is kept: NFC, without white space at its ends, on one line. Any visible text is a title, `=1+1` and
 * `<b>` too: whoever writes it into a page or a table escapes it there.
 */
export function cleanTitle(typed: string): CleanTitle {
  const title = typed.normalize('NFC').split(BREAKS).map(trimmed).filter(Boolean).join(' ');
  const characters = [...title].length;
  if (INVISIBLE.test(title)) return { problem: EMPTY };
  if (FORBIDDEN.test(title)) return { problem: CONTROL_CHARACTERS };
  if (characters > MOST_CHARACTERS) return { problem: tooLong(characters) };
  return { title };
}

const tooLong = (characters: number): Text =>
  text(
    `제목이 ${MOST_CHARACTERS}자를 넘습니다(${characters}자).`,
    `The title is longer than ${MOST_CHARACTERS} characters (${characters}).`,
  );

/** Step by step rather than with one pattern: `\s+$` takes quadratic time over a long run of spaces. */
function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && EDGE.test(text[start]!)) start++;
  while (end > start && EDGE.test(text[end - 1]!)) end--;
  return text.slice(start, end);
}
