import { Injectable } from '@nestjs/common';
import { notAuthenticated } from '../../account/account.errors.js';
import type { SignedInUser } from '../../account/signed-in/signed-in-user.js';
import type { Allowance } from '../../platform/throttle/allowance.js';
import { RejectedPresses } from '../rejected/rejected-presses.js';
import type { CouponUser } from '../issued/coupon-user.entity.js';
import { CouponIssuer } from './coupon-issuer.js';
import type { IssueDto } from './issue.dto.js';
import { IssueThrottle } from './issue-throttle.js';
import type { Press } from './press.js';

/** A member whose press was counted, and what is left of the limit; undefined without a limit. */
export type Admitted = { readonly member: SignedInUser; readonly allowance: Allowance | undefined };

/** A press, whichever way it arrives: as JSON on the fast path or through Express, or from the form of the event page. */
@Injectable()
export class IssueService {
  constructor(
    private readonly issuer: CouponIssuer,
    private readonly throttle: IssueThrottle,
    private readonly rejected: RejectedPresses,
  ) {}

  /**
   * Counts one press of the member. On the fast path it is called before the body is parsed, because a refused
   * client must not cost the millisecond that a body of the maximum size takes.
   * @param requestId for the log
   * @param pressed what the member pressed, for the record of rejected presses, if that is known without parsing a body
   * @throws DomainError `NOT_AUTHENTICATED`, `THROTTLED`
   */
  async admit(
    member: SignedInUser | undefined,
    requestId: string,
    pressed: () => IssueDto | undefined,
  ): Promise<Admitted> {
    if (!member) throw notAuthenticated();
    try {
      return { member, allowance: await this.throttle.consume(member.id, requestId) };
    } catch (error) {
      const press = pressed();
      if (press) this.rejected.add(pressOf(member, press), error);
      throw error;
    }
  }

  /**
   * @param member as `admit` returned it
   * @throws what `CouponIssuer.issue` throws
   */
  async issue(member: SignedInUser, dto: IssueDto): Promise<CouponUser> {
    const press = pressOf(member, dto);
    try {
      return await this.issuer.issue(press);
    } catch (error) {
      this.rejected.add(press, error);
      throw error;
    }
  }
}

const pressOf = ({ id }: SignedInUser, { coupon, work }: IssueDto): Press => ({
  couponId: coupon,
  workId: work,
  userId: id,
});
