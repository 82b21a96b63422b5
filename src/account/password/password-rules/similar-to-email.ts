import { text, type Text } from '../../../platform/errors/text.js';

const SIMILAR = text('비밀번호가 email와 너무 유사합니다.', 'The password is too similar to the email.');

const MAX_SIMILARITY = 0.7;

/**
 * Django's UserAttributeSimilarityValidator for the e-mail, a member's only attribute. Django skips parts that are ten
 * times shorter than the password to save time. Such parts cannot be similar, so the result is the same without this.
 */
export function similarToEmail(password: string, email: string): Text | undefined {
  const secret = [...password.toLowerCase()];
  const value = email.toLowerCase();
  // As Python's \W: not a letter or a number of any script, and not an underscore.
  const parts = value ? [...value.split(/[^\p{L}\p{N}_]+/u), value] : [];
  const similar = parts.some((part) => quickRatio(secret, [...part]) >= MAX_SIMILARITY);
  return similar ? SIMILAR : undefined;
}

/** `quick_ratio` of Python's difflib: twice the number of common characters in any order, divided by the total length. */
function quickRatio(a: readonly string[], b: readonly string[]): number {
  if (a.length + b.length === 0) return 1;
  const unmatched = new Map<string, number>();
  for (const letter of b) unmatched.set(letter, (unmatched.get(letter) ?? 0) + 1);
  let matches = 0;
  for (const letter of a) {
    const count = unmatched.get(letter) ?? 0;
    unmatched.set(letter, count - 1);
    if (count > 0) matches++;
  }
  return (2 * matches) / (a.length + b.length);
}
