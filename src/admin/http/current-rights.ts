import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { notAuthenticated } from '../../account/account.errors.js';
import { roleOf } from '../../account/role.js';
import { SignedInUsers } from '../../account/signed-in/signed-in-users.js';
import type { Operator } from '../action/panel-action.js';
import { operatorsOnly } from '../admin.errors.js';
import { operatorOf } from './operator-of.js';
import { requireRole } from './require-role.js';

/**
 * Reads an operator's rights again. The guard reads them when the head of a request arrives; the body, or the end of a download, can
 * come minutes later.
 */
@Injectable()
export class CurrentRights {
  constructor(private readonly members: SignedInUsers) {}

  /**
   * @returns the operator as of now
   * @throws DomainError `NOT_AUTHENTICATED` if the session has ended, `FORBIDDEN` if the role does not include the action any more
   */
  async require(request: Request, resource: string, action: string): Promise<Operator> {
    const member = await this.members.ofSession(request.sessionID);
    request.user = member;
    if (!member) throw notAuthenticated();
    if (!roleOf(member)) throw operatorsOnly();
    requireRole(request, resource, action);
    return operatorOf(request);
  }
}
