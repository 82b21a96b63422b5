import type { WorkCatalog } from '../../work/catalog/work-catalog.js';
import type { Work } from '../../work/work.entity.js';

/** So many works stand on one page. */
export const PAGE_SIZE = 100;

const MAX_SEARCH = 100;

/** Which works of the catalog somebody wants to see: a page of all, of those found, or of those with their coupons. */
export type WorksQuery = { readonly page: number; readonly search: string; readonly mine: boolean };

export const FIRST_PAGE: WorksQuery = { page: 1, search: '', mine: false };

export type WorksPage = WorksQuery & {
  readonly works: readonly Work[];
  /** How many there are on all these pages. */
  readonly found: number;
  readonly pages: number;
  /** Whether the catalog has more than one page. */
  readonly isPaged: boolean;
};

export const NO_WORKS: WorksPage = { ...FIRST_PAGE, works: [], found: 0, pages: 1, isPaged: false };

/** What an address asks for. Whatever else is in it (`utm_source=…`), or makes no sense, asks for nothing. */
export function worksQuery(url: string): WorksQuery {
  if (!url.includes('?')) return FIRST_PAGE;
  const [, page = '1'] = /^([1-9]\d{0,6})$/.exec(parameter(url, 'page')) ?? [];
  const search = parameter(url, 'q').slice(0, MAX_SEARCH).trim();
  const mine = parameter(url, 'mine') === '1';
  return { page: Number(page), search: mine ? '' : search, mine };
}

/** The first of this name, or nothing. The others are not parsed: there may be thousands of them. */
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

/** Beyond the last page: the last one. @param held works of a member's coupons; none for a visitor, who sees all works */
export async function worksPage(catalog: WorkCatalog, query: WorksQuery, held?: readonly number[]): Promise<WorksPage> {
  const mine = query.mine && held !== undefined;
  const all = mine ? heldWorks(catalog, held) : await catalog.find(query.search);
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

/** How many pages these works take. */
export const pageCount = (works: readonly Work[]): number => Math.max(1, Math.ceil(works.length / PAGE_SIZE));

/** The page of all works on which this one stands; the first for one that is not there. */
export function pageWith(catalog: WorkCatalog, workId: number): WorksQuery {
  const place = catalog.indexOf(workId) ?? 0;
  return { ...FIRST_PAGE, page: Math.floor(place / PAGE_SIZE) + 1 };
}

function heldWorks(catalog: WorkCatalog, workIds: readonly number[]): Work[] {
  const places = workIds.map((workId) => catalog.indexOf(workId)).filter((place) => place !== undefined);
  return places.sort((one, other) => one - other).map((place) => catalog.works[place]!);
}
