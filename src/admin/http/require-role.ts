import type { Request } from 'express';
import { roleRequired } from '../admin.errors.js';
import { leastRole, mayRun } from '../permissions.js';
import { operatorOf } from './operator-of.js';

/** @throws DomainError `FORBIDDEN` if the operator's role does not include the action, or nobody may run it */
export function requireRole(request: Request, resource: string, action: string): void {
  if (!mayRun(operatorOf(request).role, resource, action)) throw roleRequired(leastRole(resource, action));
}
