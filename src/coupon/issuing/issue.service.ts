import { Injectable } from '@nestjs/common';
import { notAuthenticated } from '../../account/account.errors.js';
import type { SignedInUser } from '../../account/signed-in/signed-in-user.js';
import type { Allowance } from '../../platform/throttle/allowance.js';
import type { CouponUser } from '../issued/coupon-user.entity.js';
import { CouponIssuer } from './coupon-issuer.js';
import type { IssueDto } from './issue.dto.js';
import { IssueThrottle } from './issue-throttle.js';

/** A member whose press was counted, and what is left of the limit; undefined without a limit. */
export type Admitted = { readonly member: SignedInUser; readonly allowance: Allowance | undefined };

/** A press, whichever way it arrives: as JSON on the fast path or through Express, or from the form of the event page. */
@Injectable()
export class IssueService {
  constructor(
    private readonly issuer: CouponIssuer,
    private readonly throttle: IssueThrottle,
  ) {}

  /**
   * Counts one press of the member. On the fast path it is called before the body is parsed, because a refused
   * client must not cost the millisecond that a body of the maximum size takes.
   * @param requestId for the log
   * @throws DomainError `NOT_AUTHENTICATED`, `THROTTLED`
   */
  async admit(member: SignedInUser | undefined, requestId: string): Promise<Admitted> {
    if (!member) throw notAuthenticated();
    return { member, allowance: await this.throttle.consume(member.id, requestId) };
  }

  /**
   * @param member as `admit` returned it
   * @throws what `CouponIssuer.issue` throws
   */
  issue(member: SignedInUser, { coupon, work }: IssueDto): Promise<CouponUser> {
    return this.issuer.issue({ couponId: coupon, workId: work, userId: member.id });
  }
}
