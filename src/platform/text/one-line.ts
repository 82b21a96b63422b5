import { text, type Text } from '../errors/text.js';
import { textProblem } from '../validation/field.js';

// White space, and characters that look like white space: the empty Braille pattern, the Hangul fillers, and zero-width
// characters.
const EDGE = /[\s\u0085\u200b-\u200f\u2800\u3164\uffa0]/;

const INVISIBLE = /^[\s\u2800\p{Default_Ignorable_Code_Point}]*$/u;

const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/;

// Invisible characters without a meaning: two texts that differ only in these look the same.
const MEANINGLESS =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\u{e0000}-\u{e001f}]/gu;

// Joiners, variation selectors and tags. Emoji and some scripts need them; behind a character of these scripts they have no
// meaning either.
const MEANINGLESS_HERE =
  /(?<=[\s\p{sc=Hangul}\p{sc=Latin}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Greek}\p{sc=Cyrillic}])[\u200c\u200d\ufe00-\ufe0f\u{e0020}-\u{e01ef}]+/gu;

// Control characters, unpaired surrogates, and marks that change the direction of all following text.
const FORBIDDEN = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

const FORBIDDEN_CHARACTERS = text(
  '제어 문자나 글의 방향을 바꾸는 문자는 쓸 수 없습니다.',
  'Control characters and characters that change the direction of text are not allowed.',
);

/**
 * Longer lines are not normalized to NFC, because that takes quadratic time for a run of combining marks. Invariant: the
 * length limit of every line is at most 200 characters. An NFC character has at most 6 UTF-16 units when decomposed, so a
 * line with more than 1,200 units exceeds the limit in NFC, too.
 */
const MAX_NORMALIZED_UNITS = 1_200;

/** @returns the text in the form in which it is stored: one line in NFC, trimmed, without meaningless characters */
export function oneLine(typed: string): string {
  const visible = typed.replace(MEANINGLESS, '').replace(MEANINGLESS_HERE, '');
  const line = visible.split(BREAKS).map(trimmed).filter(Boolean).join(' ');
  return line.length > MAX_NORMALIZED_UNITS ? line : normalized(line);
}

export const isInvisible = (line: string): boolean => INVISIBLE.test(line);

export const hasForbiddenCharacters = (line: string): boolean => FORBIDDEN.test(line);

/**
 * Validates visible text.
 * @param value a result of `oneLine`
 * @param maxLength in characters, at most 200
 * @returns the message of the first problem, or undefined
 */
export function lineProblem(value: unknown, maxLength: number): Text | undefined {
  const problem = textProblem(value, maxLength);
  if (problem !== undefined || typeof value !== 'string') return problem;
  if (isInvisible(value)) return textProblem('', maxLength);
  return hasForbiddenCharacters(value) ? FORBIDDEN_CHARACTERS : undefined;
}

/** Repeated until nothing changes: a composed letter can stand before a joiner, and a letter before the mark behind a joiner. */
function normalized(line: string): string {
  const next = trimmed(line.normalize('NFC').replace(MEANINGLESS_HERE, ''));
  return next === line ? line : normalized(next);
}

/** A loop instead of a pattern, because `\s+$` takes quadratic time for a long run of spaces. */
function trimmed(line: string): string {
  let start = 0;
  let end = line.length;
  while (start < end && EDGE.test(line[start]!)) start++;
  while (end > start && EDGE.test(line[end - 1]!)) end--;
  return line.slice(start, end);
}
