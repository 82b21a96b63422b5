import { Injectable } from '@nestjs/common';
import { notAuthenticated } from '../../account/account.errors.js';
import type { SignedInUser } from '../../account/signed-in/signed-in-user.js';
import { CouponIssuer } from './coupon-issuer.js';
import type { CouponUser } from '../issued/coupon-user.entity.js';
import { presentCouponUser } from '../issued/coupon-user.presenter.js';
import type { IssueDto } from './issue.dto.js';
import { IssueThrottle } from './issue-throttle.js';

/** One press, whichever way it came: the JSON request on either road, and the page's own form. */
@Injectable()
export class IssueService {
  constructor(
    private readonly issuer: CouponIssuer,
    private readonly throttle: IssueThrottle,
  ) {}

  /**
   * @param form reads the body, or throws what is wrong with it. Not called for whoever may not press: a body of the size
   *   that is allowed takes a millisecond
   * @throws DomainError `NOT_AUTHENTICATED`, `THROTTLED`, what `form` throws, and what `CouponIssuer.issue` throws
   */
  async press(member: SignedInUser | undefined, form: () => IssueDto): Promise<Record<string, unknown>> {
    if (!member) throw notAuthenticated();
    return presentCouponUser(await this.issue(member, form));
  }

  /** As `press`, for a member. @throws DomainError `THROTTLED`, what `form` throws, and what `CouponIssuer.issue` throws */
  async issue(member: SignedInUser, form: () => IssueDto): Promise<CouponUser> {
    await this.throttle.take(member.id);
    const { coupon, work } = form();
    return this.issuer.issue({ couponId: coupon, workId: work, userId: member.id });
  }
}
