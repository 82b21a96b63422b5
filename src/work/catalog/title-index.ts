const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
const SYLLABLES_PER_INITIAL = 588;
const INITIALS = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'];

/** Stands between titles; `plain` leaves no white space in a title or in what is searched for. */
const BETWEEN = '\n';

/** Titles as they are searched: by letters, or by initial consonants (ㅂㅂ finds 봄봄), as `public/work-search.js` does. */
export class TitleIndex {
  /** One text for all of them: searching it costs a fraction of asking each title. */
  private readonly text: string;
  /** Where each title begins in it. */
  private readonly starts: readonly number[];

  constructor(titles: readonly string[]) {
    const entries = titles.map((title) => `${plain(title)} ${initials(plain(title))}${BETWEEN}`);
    this.text = entries.join('');
    let start = 0;
    this.starts = entries.map(({ length }) => (start += length) - length);
  }

  /** The places, in order, of the titles that hold `searched`, which is `plain`. */
  find(searched: string): number[] {
    const found: number[] = [];
    for (let place = 0; place < this.starts.length; place++) {
      const at = this.text.indexOf(searched, this.starts[place]);
      if (at < 0) break;
      place = this.placeAt(at, place);
      found.push(place);
    }
    return found;
  }

  private placeAt(position: number, atLeast: number): number {
    let [low, high] = [atLeast, this.starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.starts[middle]! <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** As titles and what is searched for are compared. */
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
