import fc from 'fast-check';
import { cleanTitle } from './work-title.js';

const BLANK = '제목이 비어 있습니다.';
const CONTROL = '제목에 제어 문자가 있습니다.';
const ZERO_WIDTH = '\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u180e';

describe('cleanTitle', () => {
  it.each([
    '봄봄',
    '=HYPERLINK("http://example.invalid")',
    '+1',
    '-1',
    '@SUM(A1)',
    '<script>alert(1)</script>',
    '🐳 고래 이야기',
    '👨‍👩‍👧‍👦',
    '사랑 ❤️',
    '0012',
    'null',
    '두  칸',
    '西遊記',
    'a'.repeat(100),
    '🐳'.repeat(100),
  ])('does not change %s', (text) => expect(cleanTitle(text)).toEqual({ title: text }));

  it.each([
    ['white space around it', '  동백꽃\t', '동백꽃'],
    ['white space of other scripts', '\u3000\u00a0동백꽃\u2003\u0085', '동백꽃'],
    ['zero-width characters around it', `${ZERO_WIDTH}동백꽃${ZERO_WIDTH}`, '동백꽃'],
    ['white space around zero-width characters', ' \ufeff \u3164동백꽃\u200b \u2800', '동백꽃'],
    ['a line break', '줄바꿈이\n있는 제목', '줄바꿈이 있는 제목'],
    ['several breaks and tabs with spaces', 'a \r\n\r\n\t b\u2028c\vd', 'a b c d'],
    ['decomposed letters', 'e\u0301cole', '\u00e9cole'],
    ['decomposed Hangul', '\u1107\u1169\u11b7', '봄'],
    ['100 characters that were more than 100 decomposed', 'e\u0301'.repeat(100), '\u00e9'.repeat(100)],
  ])('cleans %s', (_, text, title) => expect(cleanTitle(text)).toEqual({ title }));

  it.each([
    ['an empty text', '', BLANK],
    ['white space', ' \t\r\n\u3000', BLANK],
    ['zero-width characters', ZERO_WIDTH, BLANK],
    ['a Hangul filler', '\u3164', BLANK],
    ['an emoji’s variation mark without an emoji', '\ufe0f', BLANK],
    ['a NUL', 'a\0b', CONTROL],
    ['an escape sequence', 'a\x1b[31mb', CONTROL],
    ['a C1 control character', 'a\x9bb', CONTROL],
    ['a mark that changes the direction', 'a\u202eb', CONTROL],
    ['an unpaired surrogate', 'a\ud83d', CONTROL],
    ['101 characters', '나'.repeat(101), '제목이 100자를 넘습니다(101자).'],
    ['101 emoji', '🐳'.repeat(101), '제목이 100자를 넘습니다(101자).'],
  ])('refuses %s', (_, text, problem) => expect(cleanTitle(text).problem?.ko).toBe(problem));

  it('does not change a clean title', () => {
    const character = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 2 }),
      fc.constantFrom(' ', '\n', '\t', '\u200b', '\u3164', '\ufe0f', '\u0301', 'e', '\u1100', '\u1161'),
    );
    const text = fc.array(character, { maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, (dirty) => {
        const { title } = cleanTitle(dirty);
        if (title !== undefined) expect(cleanTitle(title)).toEqual({ title });
      }),
      { numRuns: 1_000 },
    );
  });

  // A pattern like `\s+$` would take hours.
  it('rejects megabytes of spaces', () => {
    expect(cleanTitle(`a${' '.repeat(1_000_000)}b${' '.repeat(1_000_000)}`).problem?.en).toContain('(1000002)');
  });

  // Without the limit, normalization would take minutes.
  it('rejects megabytes of combining marks', () => {
    expect(cleanTitle(`a${'\u0301\u0316'.repeat(500_000)}`).problem?.ko).toBe('제목이 100자를 넘습니다(1000001자).');
  });
});
