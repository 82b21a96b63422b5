import { Injectable } from '@nestjs/common';
import type { Action } from '../platform/audit-log/act.js';
import type { Actor } from '../platform/audit-log/actor.js';
import { AuditLog } from '../platform/audit-log/audit-log.js';
import { changesOf } from '../platform/audit-log/changes.js';
import { Transactions } from '../platform/database/transactions.js';
import type { SqlProgram } from '../platform/database/sql/statement.js';
import type { Tx } from '../platform/database/tx.js';
import { Clock } from '../platform/time/clock.js';
import { noSuchMember, ownAccount, ownersOnly } from './account.errors.js';
import { roleOf, type Role } from './role.js';
import { User } from './user.entity.js';

type Rights = Partial<Pick<User, 'isAdmin' | 'role' | 'isActive'>>;
type OperatorAct = { readonly by: Actor; readonly reason?: string };
type RightsAct = OperatorAct & { readonly action: Action };

/** An operator's changes to members: gives roles and takes them away, deactivates and reactivates accounts. */
@Injectable()
export class MemberAdminService {
  constructor(
    private readonly transactions: Transactions,
    private readonly auditLog: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Gives an account a role in the panel, or takes it away. Requires an owner.
   * @param role null for a member without rights
   * @throws DomainError `OWN_ACCOUNT`, `FORBIDDEN`, `NOT_FOUND`
   */
  async setRole(userId: number, role: Role | null, act: OperatorAct): Promise<void> {
    await this.change(userId, { isAdmin: role !== null, role }, { ...act, action: 'set-role' });
  }

  /**
   * Reactivates or deactivates a member. Deactivation ends all of the member's sessions. For an account with a role it requires an
   * owner.
   * @throws DomainError as `setRole`
   */
  async setActive(userId: number, isActive: boolean, act: OperatorAct): Promise<void> {
    await this.change(userId, { isActive }, { ...act, action: isActive ? 'activate' : 'deactivate' });
  }

  private async change(userId: number, rights: Rights, act: RightsAct): Promise<void> {
    if (userId === act.by.userId) throw ownAccount();
    await this.transactions.run((tx) => this.changeSteps(tx, userId, rights, act));
  }

  private *changeSteps(tx: Tx, id: number, rights: Rights, { by, action, reason }: RightsAct): SqlProgram<void> {
    // Locks all admins, so that of two owners who remove each other's role only one succeeds: the other is no longer an owner.
    // An owner remains, because whoever changes an owner is another one at this moment.
    const admins = yield* tx.lock(User, { isAdmin: true, isActive: true });
    const [member] = yield* tx.lock(User, { id });
    if (!member) throw noSuchMember();
    const needsOwner = member.isAdmin || rights.role !== undefined;
    if (needsOwner && !admins.some((admin) => admin.id === by.userId && roleOf(admin) === 'owner')) throw ownersOnly();
    const changed = { ...member, ...rights };
    const sessionEpoch = member.sessionEpoch + (changed.isActive ? 0 : 1);
    yield* tx.update(User, { id }, { ...rights, sessionEpoch, updatedAt: this.clock.now() });
    const changes = changesOf({ ...member, role: roleOf(member) ?? null }, rights, ['role', 'isActive']);
    if (Object.keys(changes).length === 0) return;
    this.auditLog.record(tx, by, { action, target: { kind: 'member', id }, changes, reason: reason ?? null });
  }
}
