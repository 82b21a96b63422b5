import type { MemberAdminService } from '../../account/member-admin.service.js';
import { roleOf, type Role } from '../../account/role.js';
import { User } from '../../account/user.entity.js';
import { commandAction } from '../action/command.action.js';
import { reasonedAction } from '../action/reasoned.action.js';
import type { ActionLook, Operator, PanelAction } from '../action/panel-action.js';
import { readActions } from '../action/table-actions.js';
import type { AdminServices } from '../admin-services.js';
import { caseField } from './case-field.js';
import { emailLook } from './email-look.js';
import { Fields } from './fields.js';
import { historyField } from './history-field.js';
import { equalsFlag, matchesEmail, type Conditions } from './conditions.js';
import { createdBetween } from './created-between.js';
import { LARGE, type Table } from './table.js';

const { id, text, flag, instant } = new Fields<User>();

type Row = { get(name: string): unknown };

/** By `email_key`, which is the same for every spelling of a mailbox. */
const byEmail: Conditions = (filter) => matchesEmail(filter, 'emailKey');

/** The value of `role` for members without rights. */
const NO_ROLE = 'none';

const isOtherMember = (row: Row, operator: Operator): boolean => row.get('id') !== operator.userId;

/** Gives a member the role, or takes the role away. */
const roleAction = (
  members: MemberAdminService,
  role: Role | null,
  look: Pick<ActionLook, 'icon' | 'guard'>,
): PanelAction =>
  commandAction({
    run: (id, { actor }) => members.setRole(id, role, { by: actor }),
    done: role ? 'roleGiven' : 'roleRemoved',
    look,
    when: (row, operator) => isOtherMember(row, operator) && row.get('role') !== (role ?? NO_ROLE),
  });

export const usersTable = ({ members }: AdminServices): Table<User> => ({
  id: 'users',
  icon: 'Users',
  entity: User,
  // The password hash is never read.
  window: LARGE,
  select: ['id', 'email', 'isAdmin', 'role', 'isActive', 'createdAt', 'updatedAt'],
  fields: [
    id('id'),
    text('email', 'email', { isTitle: true, order: 'emailKey', filter: byEmail, look: emailLook }),
    text('role', 'role', {
      value: (row) => roleOf(row) ?? NO_ROLE,
      order: undefined,
      filter: undefined,
      look: { components: { list: 'LabelInList', show: 'LabelShown' } },
    }),
    flag('is_admin', 'isAdmin', { list: false, filter: equalsFlag({ value: true, partial: 'user_admins' }) }),
    flag('is_active', 'isActive', { filter: equalsFlag({ value: false, partial: 'user_inactive' }) }),
    instant('created_at', 'createdAt', { order: 'id', filter: createdBetween }),
    instant('updated_at', 'updatedAt', { list: false, filter: undefined }),
    caseField(text),
    historyField(text),
  ],
  sort: { sortBy: 'id', direction: 'desc' },
  actions: {
    ...readActions,
    makeOwner: roleAction(members, 'owner', { icon: 'Key', guard: 'confirmMakeOwner' }),
    makeOperator: roleAction(members, 'operator', { icon: 'UserPlus', guard: 'confirmMakeOperator' }),
    makeSupport: roleAction(members, 'support', { icon: 'Headphones', guard: 'confirmMakeSupport' }),
    removeRole: roleAction(members, null, { icon: 'UserMinus', guard: 'confirmRemoveRole' }),
    deactivate: reasonedAction({
      run: (id, act) => members.setActive(id, false, act),
      done: 'deactivated',
      look: { icon: 'UserX', variant: 'danger' },
      when: (row, operator) => isOtherMember(row, operator) && row.get('is_active') === true,
    }),
    activate: commandAction({
      run: (id, { actor }) => members.setActive(id, true, { by: actor }),
      done: 'activated',
      look: { icon: 'UserCheck' },
      when: (row, operator) => isOtherMember(row, operator) && row.get('is_active') === false,
    }),
  },
});
