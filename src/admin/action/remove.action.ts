import type { Actor } from '../../platform/audit-log/actor.js';
import type { PostedFields } from '../http/posted-fields.js';
import type { PanelAction } from './panel-action.js';

/** Deletes one row. */
export const removeAction = (remove: (id: number, by: Actor, posted: PostedFields) => Promise<void>): PanelAction => ({
  scope: 'record',
  methods: ['POST'],
  look: { icon: 'Trash2', variant: 'danger', guard: 'confirmDelete', component: false },
  run: async ({ records, resource, operator, posted }) => {
    const [record] = records;
    await remove(Number(record!.id()), operator.actor, posted);
    return {
      record: record!.toJSON(operator),
      redirectUrl: `/admin/resources/${resource.id()}`,
      notice: { message: 'successfullyDeleted', type: 'success' },
    };
  },
});
