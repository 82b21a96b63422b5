import { FIRST_PAGE, worksAddress, type WorksPage } from './works-page.js';

type Link = { readonly label: string; readonly href: string };

/** What the view `event` shows around the works: title, search box, links to other pages. */
export type WorkListView = {
  readonly title: string;
  /** The number of works on all pages; empty for none. */
  readonly count: string;
  readonly isSearchable: boolean;
  /** Whether the server searches, because not all works are on this page. */
  readonly isPaged: boolean;
  readonly search: string;
  readonly links: readonly Link[];
  readonly pager:
    { readonly now: string; readonly before: readonly Link[]; readonly after: readonly Link[] } | undefined;
  /** Shown when the page has no works. */
  readonly emptyText: string;
};

export function presentWorkList(worksPage: WorksPage, isMember: boolean): WorkListView {
  const { search, mine, found, pages } = worksPage;
  const isPaged = worksPage.isPaged || search !== '' || mine;
  return {
    title: mine ? '받은 쿠폰' : '작품',
    count: found > 0 ? found.toLocaleString('ko-KR') : '',
    isSearchable: isPaged || found > 0,
    isPaged,
    search,
    links: [
      ...(search !== '' || mine ? [{ label: '모든 작품 보기', href: worksAddress(FIRST_PAGE) }] : []),
      ...(isPaged && isMember && !mine
        ? [{ label: '받은 쿠폰만 보기', href: worksAddress({ ...FIRST_PAGE, mine: true }) }]
        : []),
    ],
    pager: pages > 1 ? pager(worksPage) : undefined,
    emptyText: emptyText(worksPage),
  };
}

function pager({ page, pages, search, mine }: WorksPage): WorkListView['pager'] {
  const linkTo = (label: string, other: number): Link => ({ label, href: worksAddress({ page: other, search, mine }) });
  return {
    now: `${page.toLocaleString('ko-KR')} / ${pages.toLocaleString('ko-KR')}쪽`,
    before: page > 1 ? [linkTo('처음', 1), linkTo('이전', page - 1)] : [],
    after: page < pages ? [linkTo('다음', page + 1), linkTo('마지막', pages)] : [],
  };
}

function emptyText({ search, mine }: WorksPage): string {
  if (mine) return '아직 받은 쿠폰이 없습니다.';
  return search === '' ? '작품이 없습니다.' : '찾는 작품이 없습니다.';
}
