import { TitleIndex, plain } from './title-index.js';

describe('TitleIndex', () => {
  const titles = ['봄봄', '운수 좋은 날', 'Moby-Dick; or, The Whale', '봄', '', 'e\u0301cole 봄밤'];
  const titleIndex = new TitleIndex(titles);
  const found = (text: string): string[] => titleIndex.find(plain(text)).map((index) => titles[index]!);

  it.each([
    ['봄', ['봄봄', '봄', 'e\u0301cole 봄밤']],
    ['ㅂㅂ', ['봄봄', 'e\u0301cole 봄밤']],
    ['좋은날', ['운수 좋은 날']],
    ['좋 은 날', ['운수 좋은 날']],
    ['ㅇㅅㅈㅇㄴ', ['운수 좋은 날']],
    ['moby-DICK', ['Moby-Dick; or, The Whale']],
    ['\u00e9COLE', ['e\u0301cole 봄밤']],
    ['봄봄운', []],
    ['봄봄ㅂㅂ', []],
    ['없는 제목', []],
  ])('finds by %p, each title once and in order', (searched, expected) => {
    expect(found(searched)).toEqual(expected);
  });

  it('finds nothing in an empty index', () => {
    expect(new TitleIndex([]).find('봄')).toEqual([]);
  });
});
