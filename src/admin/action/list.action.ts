import type { NoticeMessage } from 'adminjs';
import { readListQuery } from '../table/list-query.js';
import type { ActionResource, PanelAction } from './panel-action.js';

export const listAction: PanelAction = {
  scope: 'resource',
  methods: ['GET'],
  look: { showFilter: true },
  run: async ({ resource, query, operator }) => {
    const listQuery = readListQuery(resource.table, query);
    const { records, total, isPartial } = await resource.list(listQuery);
    const { page, perPage, direction, sortBy } = listQuery;
    return {
      meta: { total, page, perPage, direction, sortBy: sortBy.name },
      records: records.map((record) => record.toJSON(operator)),
      ...(isPartial && { notice: searchedNewest(resource) }),
    };
  },
};

const searchedNewest = (resource: ActionResource): NoticeMessage => ({
  message: 'searchedNewest',
  type: 'info',
  resourceId: resource.id(),
  options: { count: resource.table.window },
});
