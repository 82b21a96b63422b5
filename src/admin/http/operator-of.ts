import type { Request } from 'express';
import type { Operator } from '../action/panel-action.js';

/** The authenticated operator, in AdminJS's format. */
export function operatorOf({ user }: Request): Operator {
  if (!user?.isAdmin) throw new Error('The guard must come first.');
  return { id: String(user.id), userId: user.id, email: user.email };
}
