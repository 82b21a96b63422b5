import { Injectable } from '@nestjs/common';
import { Transactions } from '../platform/database/transactions.js';
import type { SqlProgram } from '../platform/database/sql/statement.js';
import type { Tx } from '../platform/database/tx.js';
import { Clock } from '../platform/time/clock.js';
import { lastAdmin, noSuchMember, ownAccount } from './account.errors.js';
import { User } from './user.entity.js';

/** An operator's changes to members: grants and removes admin rights, deactivates and reactivates accounts. */
@Injectable()
export class MemberAdminService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * Grants or removes admin rights.
   * @param byUserId the operator, who may not change their own account
   * @throws DomainError `OWN_ACCOUNT`, `LAST_ADMIN`, `NOT_FOUND`
   */
  async setAdmin(userId: number, isAdmin: boolean, byUserId: number): Promise<void> {
    await this.change(userId, byUserId, { isAdmin });
  }

  /** Reactivates or deactivates a member. Deactivation ends all of the member's sessions. @throws DomainError as `setAdmin` */
  async setActive(userId: number, isActive: boolean, byUserId: number): Promise<void> {
    await this.change(userId, byUserId, { isActive });
  }

  private async change(
    userId: number,
    byUserId: number,
    rights: Partial<Pick<User, 'isAdmin' | 'isActive'>>,
  ): Promise<void> {
    if (userId === byUserId) throw ownAccount();
    await this.transactions.run((tx) => this.changeSteps(tx, userId, rights));
  }

  private *changeSteps(tx: Tx, id: number, rights: Partial<Pick<User, 'isAdmin' | 'isActive'>>): SqlProgram<void> {
    // Locks all admins, so that of two admins who remove each other's rights only one succeeds.
    const admins = yield* tx.lock(User, { isAdmin: true, isActive: true });
    const [member] = yield* tx.lock(User, { id });
    if (!member) throw noSuchMember();
    const changed = { ...member, ...rights };
    const others = admins.filter((admin) => admin.id !== id);
    if (others.length === 0 && member.isAdmin && !(changed.isAdmin && changed.isActive)) throw lastAdmin();
    const sessionEpoch = member.sessionEpoch + (changed.isActive ? 0 : 1);
    yield* tx.update(User, { id }, { ...rights, sessionEpoch, updatedAt: this.clock.now() });
  }
}
