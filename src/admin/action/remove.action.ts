import type { CheckTold, PanelAction } from './panel-action.js';

/** Deletes one row. */
export const removeAction = (remove: (id: number) => Promise<void>, check?: CheckTold): PanelAction => ({
  scope: 'record',
  methods: ['POST'],
  look: { icon: 'Trash2', variant: 'danger', guard: 'confirmDelete', component: false },
  run: async ({ records, resource, operator, posted }) => {
    const [record] = records;
    await check?.([Number(record!.id())], posted);
    await remove(Number(record!.id()));
    return {
      record: record!.toJSON(operator),
      redirectUrl: `/admin/resources/${resource.id()}`,
      notice: { message: 'successfullyDeleted', type: 'success' },
    };
  },
});
