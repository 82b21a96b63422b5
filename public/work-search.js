import { announce } from './announcer.js';

const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
const SYLLABLES_PER_INITIAL = 588;
const INITIALS = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'];

/**
 * Searches a page that shows all works; otherwise the server searches. Shows the works whose title contains the typed text,
 * by letters or by initial consonants (ㅂㅂ finds 봄봄).
 */
export function enableSearch(works) {
  const box = document.getElementById('search');
  if (!box) return;
  const input = document.getElementById('search-text');
  const nothing = document.getElementById('nothing-found');
  const cards = [...works.children].map((card) => ({
    card,
    titles: spellings(card.querySelector('.work-title').textContent),
  }));
  box.hidden = false;
  input.addEventListener('input', () => {
    const wanted = plain(input.value);
    for (const { card, titles } of cards) card.hidden = !titles.some((title) => title.includes(wanted));
    const found = cards.filter(({ card }) => !card.hidden).length;
    nothing.hidden = found > 0;
    announce(found > 0 ? `작품 ${found}개` : nothing.textContent);
  });
}

const spellings = (title) => [plain(title), initials(plain(title))];

const plain = (text) => text.normalize('NFC').toLowerCase().replaceAll(/\s/g, '');

const initials = (text) => Array.from(text, initial).join('');

function initial(letter) {
  const code = letter.codePointAt(0);
  if (code < FIRST_SYLLABLE || code > LAST_SYLLABLE) return letter;
  return INITIALS[Math.floor((code - FIRST_SYLLABLE) / SYLLABLES_PER_INITIAL)];
}
