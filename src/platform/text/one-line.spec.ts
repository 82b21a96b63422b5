import { lineProblem, oneLine } from './one-line.js';

const MARKS = '\u0301\u0316'.repeat(500_000);

describe('a line of text', () => {
  it.each([
    '가을 쿠폰',
    '  두  칸 '.trim(),
    '👨‍👩‍👧',
    '사랑 ❤️ 1️⃣',
    '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
    'می\u200cخواهم',
    'क्\u200dष',
    '葛\u{e0100}',
    '<b>',
    'नमस्ते\u200d'.trim(),
    '50 % 할인',
  ])('of visible characters is not changed: %s', (line) => {
    expect(oneLine(line)).toBe(line.replace(/\u200d$/, ''));
    expect(lineProblem(oneLine(line), 100)).toBeUndefined();
  });

  it.each([
    ['white space around it', ' \u3000가을\u00a0 ', '가을'],
    ['a zero-width space in the middle', '가\u200b을', '가을'],
    ['a byte order mark and a word joiner', '\ufeff가\u2060을', '가을'],
    ['a soft hyphen', '가\u00ad을', '가을'],
    ['direction marks without an effect', '\u200e가\u200f을\u061c', '가을'],
    ['an annotation', '가\ufff9을\ufffb', '가을'],
    ['a grapheme joiner and Hangul fillers', '가\u034f\u115f\u1160을\u3164\uffa0', '가을'],
    ['a joiner, a variation selector and tags between syllables', '가\u200d을\ufe0f\u{e0041}', '가을'],
    ['a joiner behind a zero-width space', '가\u200b\u200d을', '가을'],
    ['a variation selector behind a letter that is composed only then', 'e\u0301\ufe0fx', '\u00e9x'],
    ['a joiner between a letter and its mark', 'e\u200d\u0301', '\u00e9'],
    ['a variation selector behind a line break', 'a\u0085\ufe0fb', 'a b'],
    ['a joiner between Latin letters', 'a\u200cb', 'ab'],
    ['line breaks', '가\r\n을\u2028쿠폰', '가 을 쿠폰'],
    ['decomposed letters', '\u1107\u1169\u11b7', '봄'],
    ['decomposed letters with a zero-width space between them', '\u1107\u200b\u1169\u11b7', '봄'],
  ])('is stored without %s', (_, typed, line) => expect(oneLine(typed)).toBe(line));

  it.each([
    ['a bell', '가\u0007을'],
    ['an escape sequence', '가\u001b[31m을'],
    ['a C1 control character', '가\u009b을'],
    ['a change of direction', '가\u202e을'],
    ['an isolate', '가\u2067을'],
    ['an unpaired surrogate', '가\ud83d'],
  ])('with %s is rejected', (_, typed) => {
    expect(lineProblem(oneLine(typed), 100)?.en).toContain('not allowed');
  });

  it.each(['', ' ', '\u3164', '\ufe0f', '\u200b\u2060', '\u2800\u200d\u2800'])(
    'of invisible characters (%j) is blank',
    (typed) => {
      expect(lineProblem(oneLine(typed), 100)?.en).toBe('This field may not be blank.');
    },
  );

  // Without the limit, normalization would take minutes.
  it('of a million combining marks is too long', () => {
    expect(lineProblem(oneLine(`a${MARKS}`), 100)?.en).toContain('no more than 100');
  });

  it.each([
    ['letters of 4 code points', '\u1f82'.repeat(200)],
    [
      'much surrounding white space and many meaningless characters',
      ' \u200b\n'.repeat(100_000) + '가' + '\ufeff '.repeat(100_000),
    ],
    ['many meaningless characters between others', '가\u200b\u2060'.repeat(200)],
  ])('is normalized with %s', (_, typed) => {
    expect(lineProblem(oneLine(typed.normalize('NFD')), 200)).toBeUndefined();
    expect(oneLine(typed.normalize('NFD'))).toBe(oneLine(typed));
  });

  it('of 200 characters is always short enough to be normalized', () => {
    const units = (point: number): number => String.fromCodePoint(point).normalize('NFC').normalize('NFD').length;
    const characters = Array.from({ length: 0x110000 }, (_, point) => point).filter(
      (point) => [...String.fromCodePoint(point).normalize('NFC')].length === 1,
    );
    const longest = characters.reduce((longest, point) => (units(point) > units(longest) ? point : longest));
    const line = String.fromCodePoint(longest).repeat(200).normalize('NFC');
    expect(oneLine(line.normalize('NFD'))).toBe(line);
  });

  it('is measured in characters', () => {
    expect(lineProblem('🐳'.repeat(100), 100)).toBeUndefined();
    expect(lineProblem('🐳'.repeat(101), 100)?.en).toContain('no more than 100');
  });
});
