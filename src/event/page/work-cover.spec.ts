import { workCover } from './work-cover.js';

describe('workCover', () => {
  it.each([
    ['봄봄', '봄'],
    ['"말테의 수기", 그리고 나', '말'],
    ['🐳 고래 이야기', '🐳'],
    ['👩‍👩‍👧 가족', '👩‍👩‍👧'],
    ['e\u0301cole', 'e\u0301'],
    ['0012', '0'],
    ['…!', '…'],
    ['', ''],
  ])('takes from %p the letter %p', (title, initial) => {
    expect(workCover(1, title).initial).toBe(initial);
  });

  it('gives eight consecutive works eight tones', () => {
    const tones = Array.from({ length: 8 }, (_, index) => workCover(index + 40, '봄봄').tone);
    expect(new Set(tones).size).toBe(8);
  });
});
