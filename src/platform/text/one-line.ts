import { text, type Text } from '../errors/text.js';
import { textProblem } from '../validation/field.js';

// White space of every script, and characters that look like white space: the empty Braille pattern, the Hangul fillers,
// zero-width characters.
const EDGE = /[\s\u0085\u200b-\u200f\u2800\u3164\uffa0]/;

const INVISIBLE = /^[\s\u2800\p{Default_Ignorable_Code_Point}]*$/u;

const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/;

// They take no room and mean nothing: two texts that differ in these look the same. The joiners U+200C and U+200D are
// part of emoji and of some scripts, so they stay.
const MEANINGLESS = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb]/g;

// Control characters, half characters, and the marks that change the direction of all text after them.
const FORBIDDEN = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

const FORBIDDEN_CHARACTERS = text(
  '제어 문자나 글의 방향을 바꾸는 문자는 쓸 수 없습니다.',
  'Control characters and characters that change the direction of text are not allowed.',
);

/**
 * Longer lines are not brought to NFC, which takes quadratic time over a run of combining marks. In NFC, too, they have
 * more than 200 characters, since none of its characters has more than 6 UTF-16 units when it is decomposed: every limit
 * on a line must be 200 or less.
 */
const MAX_NORMALIZED_UNITS = 1_200;

/** What somebody typed, as it is kept: NFC, on one line, without white space at its ends or meaningless characters. */
export function oneLine(typed: string): string {
  const line = typed.replace(MEANINGLESS, '').split(BREAKS).map(trimmed).filter(Boolean).join(' ');
  return line.length > MAX_NORMALIZED_UNITS ? line : line.normalize('NFC');
}

export const isInvisible = (line: string): boolean => INVISIBLE.test(line);

export const hasForbiddenCharacters = (line: string): boolean => FORBIDDEN.test(line);

/** What is wrong with `value`, which `oneLine` made, as visible text of at most `maxLength` characters, or undefined. */
export function lineProblem(value: unknown, maxLength: number): Text | undefined {
  const problem = textProblem(value, maxLength);
  if (problem !== undefined || typeof value !== 'string') return problem;
  if (isInvisible(value)) return textProblem('', maxLength);
  return hasForbiddenCharacters(value) ? FORBIDDEN_CHARACTERS : undefined;
}

/** Step by step rather than with one pattern: `\s+$` takes quadratic time over a long run of spaces. */
function trimmed(line: string): string {
  let start = 0;
  let end = line.length;
  while (start < end && EDGE.test(line[start]!)) start++;
  while (end > start && EDGE.test(line[end - 1]!)) end--;
  return line.slice(start, end);
}
