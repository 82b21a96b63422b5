import { Work } from '../../work/work.entity.js';
import { editAction } from '../action/edit.action.js';
import { importWorksAction } from '../action/import-works.action.js';
import { newAction } from '../action/new.action.js';
import { oneByOne, removeManyAction } from '../action/remove-many.action.js';
import { removeAction } from '../action/remove.action.js';
import { hideActions, readActions, unlessIssued } from '../action/table-actions.js';
import type { AdminServices } from '../admin-services.js';
import { countIssued } from './count-issued.js';
import { Fields } from './fields.js';
import { SMALL, type Table } from './table.js';

const { id, text, flag, instant } = new Fields<Work>();

export function worksTable({ works, worksImport, reads }: AdminServices): Table<Work> {
  const remove = (id: number): Promise<void> => unlessIssued(works.remove(id), () => countIssued(reads, 'work_id', id));
  return {
    id: 'works',
    icon: 'Book',
    entity: Work,
    window: SMALL,
    fields: [
      id('id'),
      text('title', 'title', { isTitle: true, edit: true, look: { isRequired: true, props: { maxLength: 200 } } }),
      flag('is_hidden', 'isHidden'),
      instant('created_at', 'createdAt', { order: 'id' }),
      instant('updated_at', 'updatedAt', { list: false, filter: undefined }),
    ],
    sort: { sortBy: 'id', direction: 'asc' },
    actions: {
      ...readActions,
      new: newAction((form) => works.create(form.text('title'))),
      edit: editAction(async (id, form) => {
        const title = form.text('title');
        if (title !== undefined) await works.rename(id, title, form.openedText('title'));
      }),
      ...hideActions({ hide: (id) => works.setHidden(id, true), unhide: (id) => works.setHidden(id, false) }),
      delete: removeAction(remove),
      bulkDelete: removeManyAction(oneByOne((id) => works.remove(id))),
      import: importWorksAction(worksImport),
    },
  };
}
