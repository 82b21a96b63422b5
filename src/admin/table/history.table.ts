import { ACTIONS, TARGET_KINDS } from '../../platform/audit-log/act.js';
import { AuditEntry } from '../../platform/audit-log/audit-entry.entity.js';
import { listAction } from '../action/list.action.js';
import { showAction } from '../action/show.action.js';
import { RANK } from './condition.js';
import { equalsInteger, isOneOf, startsText } from './conditions.js';
import { createdBetween } from './created-between.js';
import { Fields } from './fields.js';
import { LARGE, type Table } from './table.js';

const { id, text, integer, instant } = new Fields<AuditEntry>();

const choice = (choices: readonly string[]) => ({
  components: { list: 'LabelInList', show: 'LabelShown', filter: 'ChoiceFilter' },
  props: { choices },
});

/** The audit log. Read-only: `AuditLog` writes it in the transaction of each change. */
export const historyTable: Table<AuditEntry> = {
  id: 'history',
  icon: 'Clock',
  entity: AuditEntry,
  window: LARGE,
  fields: [
    id('id', { list: false, filter: undefined }),
    instant('created_at', 'createdAt', { isTitle: true, order: 'id', filter: createdBetween }),
    text('actor', 'actor', { order: undefined, filter: startsText }),
    text('address', 'address', { order: undefined, list: false }),
    text('action', 'action', {
      order: undefined,
      filter: isOneOf(ACTIONS, { rank: RANK.rare }),
      look: choice(ACTIONS),
    }),
    text('target', 'target', {
      order: undefined,
      look: { components: { list: 'TargetInList', show: 'TargetShown' } },
    }),
    text('target_kind', 'targetKind', {
      order: undefined,
      filter: isOneOf(TARGET_KINDS),
      list: false,
      show: false,
      look: choice(TARGET_KINDS),
    }),
    integer('target_id', 'targetId', {
      order: undefined,
      filter: equalsInteger({ rank: RANK.member }),
      list: false,
      show: false,
    }),
    text('changes', 'changes', {
      order: undefined,
      filter: undefined,
      look: { components: { list: 'ChangesInList', show: 'ChangesShown' } },
    }),
    text('reason', 'reason', { order: undefined }),
  ],
  sort: { sortBy: 'id', direction: 'desc' },
  actions: { list: listAction, show: showAction },
};
