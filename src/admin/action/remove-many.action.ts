import { DomainError } from '../../platform/errors/domain-error.js';
import type { CheckTold, PanelAction } from './panel-action.js';

/** Deletes the chosen rows one by one. Those with issued coupons stay, and the answer says how many they are. */
export const removeManyAction = (remove: (id: number) => Promise<void>, check?: CheckTold): PanelAction => ({
  scope: 'bulk',
  methods: ['POST'],
  look: { icon: 'Trash2', variant: 'danger', guard: 'confirmBulkDelete', component: false, showInDrawer: false },
  run: async ({ records, resource, operator, posted }) => {
    await check?.(
      records.map((record) => Number(record.id())),
      posted,
    );
    const kept: string[] = [];
    for (const record of records) {
      try {
        await remove(Number(record.id()));
      } catch (error) {
        const code = error instanceof DomainError ? error.code : undefined;
        if (code === 'HAS_ISSUED_COUPONS') kept.push(record.title());
        // Somebody else may have been quicker.
        else if (code !== 'NOT_FOUND') throw error;
      }
    }
    const removed = records.length - kept.length;
    return {
      records: records.map((record) => record.toJSON(operator)),
      // The query makes the address differ from the list's own, so that the client fetches the list again.
      redirectUrl: `/admin/resources/${resource.id()}?page=1`,
      notice:
        kept.length === 0
          ? { message: 'successfullyBulkDeleted', type: 'success', options: { count: removed } }
          : {
              message: 'partlyBulkDeleted',
              type: 'error',
              options: { removed, kept: kept.length, titles: kept.slice(0, 5).join(', ') },
            },
    };
  },
});
