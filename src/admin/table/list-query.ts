import type { BaseRecord } from 'adminjs';
import { badFilter, badPage, badSort, pageTooDeep } from '../admin.errors.js';
import type { Condition } from './condition.js';
import type { Field, FilterValue } from './field.js';
import { MAX_COUNT } from './list-statements.js';
import { rowId } from './row-id.js';
import type { TableRows } from './table-rows.js';

const PER_PAGE = 20;
const MAX_PER_PAGE = 100;
const FILTERS = 'filters';
const OTHERS = ['page', 'perPage', 'sortBy', 'direction'];

/** The page, the order and the filters of a list. */
export type ListQuery<Row> = {
  readonly page: number;
  readonly perPage: number;
  readonly sortBy: Field<Row>;
  readonly direction: 'asc' | 'desc';
  readonly conditions: readonly Condition[];
};

/** `isPartial`: the conditions have no index, and only the newest rows were read. */
export type Listed = { readonly records: BaseRecord[]; readonly total: number; readonly isPartial: boolean };

/**
 * Reads `page`, `perPage`, `sortBy`, `direction`, `filters.<field>` and `filters.<field>~~from` / `~~to`.
 * @throws DomainError `BAD_FILTER`, `BAD_SORT`, `BAD_PAGE`, `PAGE_TOO_DEEP`
 */
export function readListQuery<Row>(table: TableRows<Row>, query: URLSearchParams): ListQuery<Row> {
  const page = rowId(query.get('page') ?? '1');
  const perPage = rowId(query.get('perPage') ?? String(PER_PAGE));
  if (page === undefined || perPage === undefined || perPage > MAX_PER_PAGE) throw badPage();
  if (page > 1 && page * perPage > MAX_COUNT) throw pageTooDeep(MAX_COUNT);
  return { page, perPage, ...readSort(table, query), conditions: readFilters(table, query) };
}

/** The filters of a query as its address has them: `created_at~~from` and its value, for example. */
export const filtersIn = (query: URLSearchParams): [name: string, value: string][] =>
  [...query].filter(([key]) => key.startsWith(FILTERS)).map(([key, value]) => [key.slice(FILTERS.length + 1), value]);

/** Whether `readListQuery` reads a query parameter of this name, or refuses it. It ignores all others. */
export const isListParameter = (name: string): boolean => name.startsWith(FILTERS) || OTHERS.includes(name);

function readSort<Row>(
  { fields, sort }: TableRows<Row>,
  query: URLSearchParams,
): Pick<ListQuery<Row>, 'sortBy' | 'direction'> {
  const name = query.get('sortBy') ?? sort.sortBy;
  const direction = query.get('direction') ?? (query.has('sortBy') ? 'asc' : sort.direction);
  const sortBy = fields.find((field) => field.name === name && field.order !== undefined);
  if (!sortBy) throw badSort(name);
  if (direction !== 'asc' && direction !== 'desc') throw badSort(direction);
  return { sortBy, direction };
}

function readFilters<Row>({ fields }: TableRows<Row>, query: URLSearchParams): Condition[] {
  return [...filtersByName(query)].map(([name, filter]) => {
    const condition = fields.find((field) => field.name === name)?.condition?.(filter);
    if (!condition) throw badFilter(name);
    return condition;
  });
}

function filtersByName(query: URLSearchParams): Map<string, FilterValue> {
  const filters = new Map<string, FilterValue>();
  for (const [key, value] of query) {
    if (!key.startsWith(FILTERS)) continue;
    const [, name, end = 'value'] = /^filters\.([a-z_]+)(?:~~(from|to))?$/.exec(key) ?? [];
    if (name === undefined || filters.get(name)?.[end as keyof FilterValue] !== undefined) throw badFilter(key);
    filters.set(name, { ...filters.get(name), [end]: value });
  }
  return filters;
}
