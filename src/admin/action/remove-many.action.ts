import type { NoticeMessage } from 'adminjs';
import type { Removal } from '../../coupon/coupon-removal.service.js';
import type { Actor } from '../../platform/audit-log/actor.js';
import { hasCode } from '../../platform/errors/domain-error.js';
import type { PostedFields } from '../http/posted-fields.js';
import type { PanelAction } from './panel-action.js';

type RemoveAll = (ids: readonly number[], by: Actor, posted: PostedFields) => Promise<Removal>;

/**
 * Deletes the selected rows. The notice reports how many rows this request deleted, how many were kept because coupons
 * were issued, and how many had already been deleted.
 */
export const removeManyAction = (removeAll: RemoveAll): PanelAction => ({
  scope: 'bulk',
  methods: ['POST'],
  look: { icon: 'Trash2', variant: 'danger', guard: 'confirmBulkDelete', component: false, showInDrawer: false },
  run: async ({ records, missing, resource, operator, posted }) => {
    const { removed, kept } = await removeAll(
      records.map((record) => Number(record.id())),
      operator.actor,
      posted,
    );
    const titles = records.filter((record) => kept.includes(Number(record.id()))).map((record) => record.title());
    return {
      records: records.map((record) => record.toJSON(operator)),
      // The query makes the address differ from the list's own, so that the client fetches the list again.
      redirectUrl: `/admin/resources/${resource.id()}?page=1`,
      notice: notice(removed.length, titles, records.length + missing - removed.length - kept.length),
    };
  },
});

/** Deletes the rows one after the other, each in a transaction of its own. */
export const oneByOne =
  (remove: (id: number, by: Actor) => Promise<void>): RemoveAll =>
  async (ids, by) => {
    const removal = { removed: [] as number[], kept: [] as number[] };
    for (const id of ids) {
      try {
        await remove(id, by);
        removal.removed.push(id);
      } catch (error) {
        if (hasCode(error, 'HAS_ISSUED_COUPONS')) removal.kept.push(id);
        else if (!hasCode(error, 'NOT_FOUND')) throw error;
      }
    }
    return removal;
  };

function notice(removed: number, titles: readonly string[], gone: number): NoticeMessage {
  const kept = { kept: titles.length, titles: titles.slice(0, 5).join(', ') };
  if (titles.length > 0 && gone > 0) {
    return { message: 'partlyBulkDeletedSomeGone', type: 'error', options: { removed, ...kept, gone } };
  }
  if (titles.length > 0) return { message: 'partlyBulkDeleted', type: 'error', options: { removed, ...kept } };
  if (gone > 0) return { message: 'bulkDeletedSomeGone', type: 'info', options: { removed, gone } };
  return { message: 'successfullyBulkDeleted', type: 'success', options: { count: removed } };
}
