const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
const SYLLABLES_PER_INITIAL = 588;
const INITIALS = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'];

/** Separates titles. A match cannot cross it, because `plain` removes white space from titles and from search texts. */
const SEPARATOR = '\n';

/** Finds titles by letters or by initial consonants (ㅂㅂ finds 봄봄). Must match like `public/work-search.js`. */
export class TitleIndex {
  /** All titles in one text: one search in it is much faster than a search in each title. */
  private readonly text: string;
  /** The offset of each title in `text`. */
  private readonly starts: readonly number[];

  constructor(titles: readonly string[]) {
    const entries = titles.map((title) => `${plain(title)} ${initials(plain(title))}${SEPARATOR}`);
    this.text = entries.join('');
    let start = 0;
    this.starts = entries.map(({ length }) => (start += length) - length);
  }

  /**
   * @param searched a result of `plain`
   * @returns the indexes, in ascending order, of the titles that contain `searched`
   */
  find(searched: string): number[] {
    const found: number[] = [];
    for (let index = 0; index < this.starts.length; index++) {
      const offset = this.text.indexOf(searched, this.starts[index]);
      if (offset < 0) break;
      index = this.indexAt(offset, index);
      found.push(index);
    }
    return found;
  }

  /** @returns the index, at least `minIndex`, of the title at this offset */
  private indexAt(offset: number, minIndex: number): number {
    let [low, high] = [minIndex, this.starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** @returns the form in which titles and search texts are compared: in NFC and lower case, without white space */
export const plain = (text: string): string => text.normalize('NFC').toLowerCase().replaceAll(/\s/g, '');

function initials(text: string): string {
  let letters = '';
  for (const letter of text) letters += initial(letter);
  return letters;
}

function initial(letter: string): string {
  const code = letter.codePointAt(0)!;
  if (code < FIRST_SYLLABLE || code > LAST_SYLLABLE) return letter;
  return INITIALS[Math.floor((code - FIRST_SYLLABLE) / SYLLABLES_PER_INITIAL)]!;
}
