import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/audit-log/actor.js';
import { AuditLog } from '../../platform/audit-log/audit-log.js';
import { BackgroundReads } from '../../platform/database/background-reads.js';
import type { Row } from '../../platform/database/sql/statement.js';
import { Transactions } from '../../platform/database/transactions.js';
import type { CaseQuestion } from './case-question.js';
import { actOf, heldOf, memberOf } from './case-rows.js';
import { CaseSearch, type FoundCase } from './case-search.js';
import {
  couponActsStatement,
  couponsStatement,
  MAX_ACTS,
  MAX_COUPONS,
  MAX_REJECTIONS,
  memberActsStatement,
  memberStatement,
  rejectionsStatement,
} from './case-statements.js';
import type { CaseAnswer, MemberCase } from './member-case.js';
import { rejectionsByEvent } from './rejections-by-event.js';

/**
 * The member case: what an operator needs to answer a member who got nothing. Each statement uses an index and returns a bounded
 * number of rows, and the reads run beside a sale.
 */
@Injectable()
export class MemberCases {
  constructor(
    private readonly search: CaseSearch,
    private readonly reads: BackgroundReads,
    private readonly transactions: Transactions,
    private readonly auditLog: AuditLog,
  ) {}

  /** An opened case is in the audit log before it is shown, because it contains personal data. */
  async open(question: CaseQuestion, by: Actor): Promise<CaseAnswer> {
    const found = await this.search.find(question);
    if ('members' in found) return found.members.length > 0 ? { kind: 'members', ...found } : { kind: 'nothing' };
    const opened = await this.caseOf(found);
    if (!opened) return { kind: 'nothing' };
    await this.record(found.userId, by);
    return { kind: 'case', ...opened };
  }

  /** @returns undefined if there is no such member */
  private async caseOf({ userId, issuedId }: FoundCase): Promise<MemberCase | undefined> {
    const [[member], held, rejected, memberActs] = (await this.reads.all([
      memberStatement(userId),
      couponsStatement(userId, issuedId),
      rejectionsStatement(userId),
      memberActsStatement(userId),
    ])) as [[Row?], Row[], Row[], Row[]];
    if (!member) return undefined;
    const coupons = held.slice(0, MAX_COUPONS).map((row) => heldOf(row, issuedId));
    const couponActs = await this.reads.rows(couponActsStatement(coupons.map(({ id }) => id)));
    const acts = [...memberActs, ...couponActs].map(actOf).sort((one, other) => other.id - one.id);
    return {
      member: memberOf(member),
      coupons,
      hasMoreCoupons: held.length > MAX_COUPONS,
      rejections: await rejectionsByEvent(this.reads, rejected.slice(0, MAX_REJECTIONS)),
      hasMoreRejections: rejected.length > MAX_REJECTIONS,
      acts: acts.slice(0, MAX_ACTS),
      hasMoreActs: acts.length > MAX_ACTS,
    };
  }

  private record(id: number, by: Actor): Promise<void> {
    const act = { action: 'case', target: { kind: 'member', id } } as const;
    return this.transactions.run((tx) => this.auditLog.recordOnly(tx, by, act));
  }
}
