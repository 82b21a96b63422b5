import { badFilter } from '../admin.errors.js';
import { readListQuery } from '../table/list-query.js';
import type { PanelAction } from './panel-action.js';

const MAX_ROWS = '50';

/** The choices of a reference filter: rows whose title contains the typed text. */
export const searchAction: PanelAction = {
  scope: 'resource',
  methods: ['GET'],
  look: { isVisible: false },
  run: async ({ resource, query, searched, operator }) => {
    const title = resource.table.fields.find(({ isTitle }) => isTitle)!.name;
    const by = query.get('searchProperty') ?? title;
    if (by !== title) throw badFilter(by);
    const listQuery = new URLSearchParams({ perPage: MAX_ROWS, sortBy: title, direction: 'asc' });
    if (searched) listQuery.set(`filters.${title}`, searched);
    const { records } = await resource.list(readListQuery(resource.table, listQuery));
    return { records: records.map((record) => record.toJSON(operator)) };
  },
};
