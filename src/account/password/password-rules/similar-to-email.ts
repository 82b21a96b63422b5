import { text, type Text } from '../../../platform/errors/text.js';

const SIMILAR = text('비밀번호가 email와 너무 유사합니다.', 'The password is too similar to the email.');

const MAX_SIMILARITY = 0.7;

/**
 * Django's UserAttributeSimilarityValidator for the one attribute that a member has. Django first skips parts that are
 * ten times shorter than the password, to save time; they could not be similar, and here they cost none.
 */
export function similarToEmail(password: string, email: string): Text | undefined {
  const secret = [...password.toLowerCase()];
  const value = email.toLowerCase();
  // Python's \W: neither a letter nor a number of any script, nor an underscore.
  const parts = value ? [...value.split(/[^\p{L}\p{N}_]+/u), value] : [];
  const similar = parts.some((part) => quickRatio(secret, [...part]) >= MAX_SIMILARITY);
  return similar ? SIMILAR : undefined;
}

/** `quick_ratio` of Python's difflib: twice the letters in common, whatever their order, by the letters of both. */
function quickRatio(a: readonly string[], b: readonly string[]): number {
  if (a.length + b.length === 0) return 1;
  const left = new Map<string, number>();
  for (const letter of b) left.set(letter, (left.get(letter) ?? 0) + 1);
  let matches = 0;
  for (const letter of a) {
    const count = left.get(letter) ?? 0;
    left.set(letter, count - 1);
    if (count > 0) matches++;
  }
  return (2 * matches) / (a.length + b.length);
}
