import { cachedJson } from '../../platform/cache/cached-json.js';
import { catalogPart, WorkCatalog } from '../../work/catalog/work-catalog.js';
import type { Work } from '../../work/work.entity.js';
import { FIRST_PAGE, pageWith, worksAddress, worksPage, worksQuery } from './works-page.js';

const NOW = new Date(0);
/** Ids 3, 6, 9, … 750. */
const works = Array.from({ length: 250 }, (_, index): Work => ({
  id: 3 * (index + 1),
  title: `작품 ${index + 1}`,
  isHidden: false,
  createdAt: NOW,
  updatedAt: NOW,
}));
const catalog = new WorkCatalog([catalogPart(works.slice(0, 70)), catalogPart(works.slice(70))], works, cachedJson([]));

describe('worksQuery', () => {
  it.each([
    ['/event/', FIRST_PAGE],
    ['/event/?', FIRST_PAGE],
    ['/event/?utm_source=kakao', FIRST_PAGE],
    ['/event/?page=3&utm_source=kakao', { ...FIRST_PAGE, page: 3 }],
    ['/event/?page=0', FIRST_PAGE],
    ['/event/?page=-1', FIRST_PAGE],
    ['/event/?page=1e3', FIRST_PAGE],
    ['/event/?page=99999999999', FIRST_PAGE],
    ['/event/?page[]=3', FIRST_PAGE],
    ['/event/?q=+%EB%B4%84+', { ...FIRST_PAGE, search: '봄' }],
    ['/event/?q=%E0%A4%A&page=2', { ...FIRST_PAGE, search: '\uFFFD%A', page: 2 }],
    [`/event/?q=${'x'.repeat(5_000)}`, { ...FIRST_PAGE, search: 'x'.repeat(100) }],
    [`/event/?${'a&'.repeat(3_000)}page=2&page=3&q=a&q=b`, { ...FIRST_PAGE, search: 'a', page: 2 }],
    ['/event/?xpage=2&xq=a&page', FIRST_PAGE],
    ['/event/?mine=1&q=x', { ...FIRST_PAGE, mine: true }],
  ])('%s', (url, expected) => {
    expect(worksQuery(url)).toEqual(expected);
  });

  it.each([FIRST_PAGE, { page: 7, search: '봄 & "여름"#', mine: false }, { page: 2, search: '', mine: true }])(
    'reads what worksAddress writes (%j)',
    (query) => {
      expect(worksQuery(worksAddress(query))).toEqual(query);
    },
  );
});

describe('worksPage', () => {
  const pageFor = async (query: Partial<typeof FIRST_PAGE>, held?: number[]): Promise<unknown[]> => {
    const { works: shown, page, pages, found } = await worksPage(catalog, { ...FIRST_PAGE, ...query }, held);
    return [shown.length, shown[0]?.id, page, pages, found];
  };

  it('has a hundred works; a page beyond the last is the last', async () => {
    expect(await pageFor({})).toEqual([100, 3, 1, 3, 250]);
    expect(await pageFor({ page: 2 })).toEqual([100, 303, 2, 3, 250]);
    expect(await pageFor({ page: 3 })).toEqual([50, 603, 3, 3, 250]);
    expect(await pageFor({ page: 9_999_999 })).toEqual([50, 603, 3, 3, 250]);
  });

  it('finds works in the whole catalog', async () => {
    expect(await pageFor({ search: '작품 25' })).toEqual([2, 75, 1, 1, 2]);
    expect(await pageFor({ search: 'ㅈㅍ1', page: 2 })).toEqual([11, expect.any(Number), 2, 2, 111]);
    expect(await pageFor({ search: '없다' })).toEqual([0, undefined, 1, 1, 0]);
  });

  it('has the works whose coupon a member holds, from all pages', async () => {
    expect(await pageFor({ mine: true }, [750, 3, 4, 99_999])).toEqual([2, 3, 1, 1, 2]);
    expect(await pageFor({ mine: true }, [])).toEqual([0, undefined, 1, 1, 0]);
  });

  it('shows a visitor all works instead of held ones', async () => {
    expect(await pageFor({ mine: true })).toEqual([100, 3, 1, 3, 250]);
  });

  it('is found by pageWith', () => {
    expect([3, 300, 303, 750, 4, 0, 99_999].map((id) => pageWith(catalog, id).page)).toEqual([1, 1, 2, 3, 1, 1, 1]);
  });
});
