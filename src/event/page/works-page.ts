import type { WorkCatalog } from '../../work/catalog/work-catalog.js';
import type { Work } from '../../work/work.entity.js';

/** Works on one page. */
export const PAGE_SIZE = 100;

/** In characters. */
const MAX_SEARCH = 100;

/** The works that a request asks for: a page of all works, of search results, or of those whose coupon the member holds. */
export type WorksQuery = { readonly page: number; readonly search: string; readonly mine: boolean };

export const FIRST_PAGE: WorksQuery = { page: 1, search: '', mine: false };

export type WorksPage = WorksQuery & {
  readonly works: readonly Work[];
  /** The number of works on all pages of this list. */
  readonly found: number;
  readonly pages: number;
  /** Whether the catalog has more than one page. */
  readonly isPaged: boolean;
};

export const NO_WORKS: WorksPage = { ...FIRST_PAGE, works: [], found: 0, pages: 1, isPaged: false };

/** Reads `page`, `q` and `mine` from an address. Other parameters (`utm_source=…`) and invalid values are ignored. */
export function worksQuery(url: string): WorksQuery {
  if (!url.includes('?')) return FIRST_PAGE;
  const [, page = '1'] = /^([1-9]\d{0,6})$/.exec(parameter(url, 'page')) ?? [];
  const search = parameter(url, 'q').slice(0, MAX_SEARCH).trim();
  const mine = parameter(url, 'mine') === '1';
  return { page: Number(page), search: mine ? '' : search, mine };
}

/** The first parameter of this name, or ''. The others are not parsed: there may be thousands of them. */
function parameter(url: string, name: string): string {
  const [pair = ''] = new RegExp(`(?<=[?&])${name}=[^&]*`).exec(url) ?? [];
  return new URLSearchParams(pair).get(name) ?? '';
}

export function worksAddress({ page, search, mine }: WorksQuery): string {
  const parameters = new URLSearchParams();
  if (mine) parameters.set('mine', '1');
  if (search) parameters.set('q', search);
  if (page > 1) parameters.set('page', String(page));
  return parameters.size > 0 ? `/event/?${parameters}` : '/event/';
}

/**
 * A page beyond the last is the last page.
 * @param heldWorkIds the works whose coupon the member holds; undefined for a visitor, to whom `mine` shows all works
 */
export async function worksPage(
  catalog: WorkCatalog,
  query: WorksQuery,
  heldWorkIds?: readonly number[],
): Promise<WorksPage> {
  const mine = query.mine && heldWorkIds !== undefined;
  const all = mine ? heldWorks(catalog, heldWorkIds) : await catalog.find(query.search);
  const pages = pageCount(all);
  const page = Math.min(query.page, pages);
  return {
    page,
    search: query.search,
    mine,
    works: all.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
    found: all.length,
    pages,
    isPaged: catalog.works.length > PAGE_SIZE,
  };
}

/** The number of pages for these works: at least one. */
export const pageCount = (works: readonly Work[]): number => Math.max(1, Math.ceil(works.length / PAGE_SIZE));

/** The page of all works that contains this one; the first page if there is no such work. */
export function pageWith(catalog: WorkCatalog, workId: number): WorksQuery {
  const index = catalog.indexOf(workId) ?? 0;
  return { ...FIRST_PAGE, page: Math.floor(index / PAGE_SIZE) + 1 };
}

function heldWorks(catalog: WorkCatalog, workIds: readonly number[]): Work[] {
  const indexes = workIds.map((workId) => catalog.indexOf(workId)).filter((index) => index !== undefined);
  return indexes.sort((one, other) => one - other).map((index) => catalog.works[index]!);
}
