const TONES = 8;

const graphemes = new Intl.Segmenter('ko', { granularity: 'grapheme' });

/** Works have no pictures: a cover shows the title's first letter on one of a few background colours. */
export type WorkCover = { readonly initial: string; readonly tone: number };

export function workCover(id: number, title: string): WorkCover {
  const letters = Array.from(graphemes.segment(title), ({ segment }) => segment);
  const initial = letters.find((letter) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(letter)) ?? letters[0] ?? '';
  // 5 and 8 have no common divisor, so eight works with consecutive ids have eight different tones.
  return { initial, tone: (id * 5) % TONES };
}
