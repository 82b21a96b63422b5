import { FIRST_PAGE, worksAddress, type WorksPage } from './works-page.js';

type Link = { readonly words: string; readonly href: string };

/** What the view `event` says about the works that it shows, and how to come by others. */
export type WorkListView = {
  readonly title: string;
  /** How many works there are on all pages; empty for none. */
  readonly count: string;
  readonly isSearchable: boolean;
  /** Whether the server searches, since not all works are on this page. */
  readonly isPaged: boolean;
  readonly search: string;
  readonly ways: readonly Link[];
  readonly pager:
    { readonly now: string; readonly before: readonly Link[]; readonly after: readonly Link[] } | undefined;
  /** What stands in place of works. */
  readonly empty: string;
};

export function presentWorkList(shelf: WorksPage, isMember: boolean): WorkListView {
  const { search, mine, found, pages } = shelf;
  const isPaged = shelf.isPaged || search !== '' || mine;
  return {
    title: mine ? '받은 쿠폰' : '작품',
    count: found > 0 ? found.toLocaleString('ko-KR') : '',
    isSearchable: isPaged || found > 0,
    isPaged,
    search,
    ways: [
      ...(search !== '' || mine ? [{ words: '모든 작품 보기', href: worksAddress(FIRST_PAGE) }] : []),
      ...(isPaged && isMember && !mine
        ? [{ words: '받은 쿠폰만 보기', href: worksAddress({ ...FIRST_PAGE, mine: true }) }]
        : []),
    ],
    pager: pages > 1 ? pager(shelf) : undefined,
    empty: emptyWords(shelf),
  };
}

function pager({ page, pages, search, mine }: WorksPage): WorkListView['pager'] {
  const to = (words: string, other: number): Link => ({ words, href: worksAddress({ page: other, search, mine }) });
  return {
    now: `${page.toLocaleString('ko-KR')} / ${pages.toLocaleString('ko-KR')}쪽`,
    before: page > 1 ? [to('처음', 1), to('이전', page - 1)] : [],
    after: page < pages ? [to('다음', page + 1), to('마지막', pages)] : [],
  };
}

function emptyWords({ search, mine }: WorksPage): string {
  if (mine) return '아직 받은 쿠폰이 없습니다.';
  return search === '' ? '작품이 없습니다.' : '찾는 작품이 없습니다.';
}
