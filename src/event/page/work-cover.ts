const TONES = 8;

const graphemes = new Intl.Segmenter('ko', { granularity: 'grapheme' });

/** A work has no picture: its cover is the title's first letter on one of a few cloths. */
export type WorkCover = { readonly initial: string; readonly tone: number };

export function workCover(id: number, title: string): WorkCover {
  const letters = Array.from(graphemes.segment(title), ({ segment }) => segment);
  const initial = letters.find((letter) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(letter)) ?? letters[0] ?? '';
  // 5 and 8 have no common divisor: neighbours differ, and every tone has its turn.
  return { initial, tone: (id * 5) % TONES };
}
