import type { Request } from 'express';
import { roleOf } from '../../account/role.js';
import type { Operator } from '../action/panel-action.js';

/** The authenticated operator, in AdminJS's format. */
export function operatorOf({ user, ip = '' }: Request): Operator {
  const role = user && roleOf(user);
  if (!role) throw new Error('The guard must come first.');
  const actor = { userId: user.id, name: user.email, address: ip };
  return { id: String(user.id), userId: user.id, email: user.email, actor, role };
}
