import type { NoticeMessage } from 'adminjs';
import { readListQuery, type ListQuery } from '../table/list-query.js';
import { windowOf } from '../table/list-statements.js';
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
      ...(isPartial && { notice: searchedPart(resource, listQuery) }),
    };
  },
};

function searchedPart(resource: ActionResource, { conditions }: Pick<ListQuery<never>, 'conditions'>): NoticeMessage {
  const { size, isNewest } = windowOf(resource.table.window, conditions);
  const message = isNewest ? 'searchedNewest' : 'searchedBeginning';
  return { message, type: 'info', resourceId: resource.id(), options: { count: size } };
}
