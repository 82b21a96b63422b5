import { Fields } from './fields.js';
import { readListQuery } from './list-query.js';
import type { Table } from './table.js';

type Row = { id: number; title: string; secret: string; isHidden: boolean; createdAt: Date };

const { id, text, flag, instant } = new Fields<Row>();

const table: Pick<Table<Row>, 'fields' | 'sort'> = {
  fields: [
    id('id'),
    text('title', 'title'),
    flag('is_hidden', 'isHidden'),
    instant('created_at', 'createdAt', { order: undefined }),
  ],
  sort: { sortBy: 'id', direction: 'desc' },
};
const read = (query: string): ReturnType<typeof readListQuery<Row>> =>
  readListQuery(table as Table<Row>, new URLSearchParams(query));

describe('A list’s query', () => {
  it('defaults to the table’s order, the first page and 20 rows', () => {
    expect(read('')).toMatchObject({ page: 1, perPage: 20, direction: 'desc', sortBy: { name: 'id' }, conditions: [] });
  });

  it('maps fields to properties of the entity', () => {
    const { conditions } = read(
      'filters.title=a&filters.is_hidden=true&filters.created_at~~from=2026-01-01&refresh=true',
    );
    expect(conditions.map(({ property }) => property)).toEqual(['title', 'isHidden', 'createdAt']);
  });

  it.each([
    'filters.secret=a',
    'filters.isHidden=true',
    'filters=a',
    'filters.=a',
    'filters.title.x=a',
    'filters.title~~up=1',
  ])('refuses the filter %s', (query) => {
    expect(() => read(query)).toThrow('BAD_FILTER');
  });

  it.each(['sortBy=secret', 'sortBy=created_at', 'sortBy=is_hidden', 'sortBy=', 'direction=ASC'])(
    'refuses the order %s',
    (query) => {
      expect(() => read(query)).toThrow('BAD_SORT');
    },
  );

  it.each(['page=0', 'page=-1', 'page=1.5', 'page=1e9', 'page=99999999999', 'perPage=101', 'perPage='])(
    'refuses %s',
    (query) => {
      expect(() => read(query)).toThrow('BAD_PAGE');
    },
  );
});
