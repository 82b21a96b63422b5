import { Work } from '../../work/work.entity.js';
import type { Actor } from '../../platform/audit-log/actor.js';
import { editAction } from '../action/edit.action.js';
import { importWorksAction } from '../action/import-works.action.js';
import { newAction } from '../action/new.action.js';
import { oneByOne, removeManyAction } from '../action/remove-many.action.js';
import { removeAction } from '../action/remove.action.js';
import { hideActions, readActions, unlessIssued } from '../action/table-actions.js';
import type { AdminServices } from '../admin-services.js';
import { countIssued } from './count-issued.js';
import { Fields } from './fields.js';
import { HIDDEN } from './hidden-head.js';
import { historyField } from './history-field.js';
import { SMALL, type Table } from './table.js';

const { id, text, flag, instant } = new Fields<Work>();

export function worksTable({ works, worksImport, reads }: AdminServices): Table<Work> {
  const remove = (id: number, by: Actor): Promise<void> =>
    unlessIssued(works.remove(id, by), () => countIssued(reads, 'work_id', id));
  return {
    id: 'works',
    icon: 'Book',
    entity: Work,
    window: SMALL,
    fields: [
      id('id'),
      text('title', 'title', { isTitle: true, edit: true, look: { isRequired: true, props: { maxLength: 200 } } }),
      flag('is_hidden', 'isHidden', { head: HIDDEN }),
      instant('created_at', 'createdAt', { order: 'id' }),
      instant('updated_at', 'updatedAt', { list: false, filter: undefined }),
      historyField(text),
    ],
    sort: { sortBy: 'id', direction: 'asc' },
    actions: {
      ...readActions,
      new: newAction((form, by) => works.create(form.text('title'), by)),
      edit: editAction(async (id, form, by) => {
        const title = form.text('title');
        if (title !== undefined) await works.rename(id, title, by, form.openedText('title'));
      }),
      ...hideActions({
        hide: (id, by) => works.setHidden(id, true, by),
        unhide: (id, by) => works.setHidden(id, false, by),
      }),
      delete: removeAction(remove),
      bulkDelete: removeManyAction(oneByOne((id, by) => works.remove(id, by))),
      import: importWorksAction(worksImport),
    },
  };
}
