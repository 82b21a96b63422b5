import { User } from '../../account/user.entity.js';
import { commandAction } from '../action/command.action.js';
import type { Operator } from '../action/panel-action.js';
import { readActions } from '../action/table-actions.js';
import type { AdminServices } from '../admin-services.js';
import { Fields } from './fields.js';
import { equalsFlag, createdBetween, startsEmail, type Conditions } from './conditions.js';
import { LARGE, type Table } from './table.js';

const { id, text, flag, instant } = new Fields<User>();

type Row = { get(name: string): unknown };

/** By `email_key`, which is the same for every spelling of a mailbox. */
const byEmail: Conditions = (filter) => startsEmail(filter, 'emailKey');

const isOtherMember = (row: Row, operator: Operator): boolean => row.get('id') !== operator.userId;

export const usersTable = ({ members }: AdminServices): Table<User> => ({
  id: 'users',
  icon: 'Users',
  entity: User,
  // The password hash is never read.
  window: LARGE,
  select: ['id', 'email', 'isAdmin', 'isActive', 'createdAt', 'updatedAt'],
  fields: [
    id('id'),
    text('email', 'email', { isTitle: true, order: 'emailKey', filter: byEmail }),
    flag('is_admin', 'isAdmin', { filter: equalsFlag({ value: true, partial: 'user_admins' }) }),
    flag('is_active', 'isActive', { filter: equalsFlag({ value: false, partial: 'user_inactive' }) }),
    instant('created_at', 'createdAt', { order: 'id', filter: createdBetween }),
    instant('updated_at', 'updatedAt', { list: false, filter: undefined }),
  ],
  sort: { sortBy: 'id', direction: 'desc' },
  actions: {
    ...readActions,
    makeAdmin: commandAction({
      run: (id, { userId }) => members.setAdmin(id, true, userId),
      done: 'madeAdmin',
      look: { icon: 'UserPlus', guard: 'confirmMakeAdmin' },
      when: (row, operator) => isOtherMember(row, operator) && row.get('is_admin') === false,
    }),
    removeAdmin: commandAction({
      run: (id, { userId }) => members.setAdmin(id, false, userId),
      done: 'removedAdmin',
      look: { icon: 'UserMinus', guard: 'confirmRemoveAdmin' },
      when: (row, operator) => isOtherMember(row, operator) && row.get('is_admin') === true,
    }),
    deactivate: commandAction({
      run: (id, { userId }) => members.setActive(id, false, userId),
      done: 'deactivated',
      look: { icon: 'UserX', variant: 'danger', guard: 'confirmDeactivate' },
      when: (row, operator) => isOtherMember(row, operator) && row.get('is_active') === true,
    }),
    activate: commandAction({
      run: (id, { userId }) => members.setActive(id, true, userId),
      done: 'activated',
      look: { icon: 'UserCheck' },
      when: (row, operator) => isOtherMember(row, operator) && row.get('is_active') === false,
    }),
  },
});
