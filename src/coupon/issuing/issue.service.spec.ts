import { jest } from '@jest/globals';
import type { SignedInUser } from '../../account/signed-in/signed-in-user.js';
import type { CouponIssuer } from './coupon-issuer.js';
import { IssueService } from './issue.service.js';
import { throttled } from '../../platform/throttle/throttled.js';
import type { IssueDto } from './issue.dto.js';
import type { IssueThrottle } from './issue-throttle.js';

describe('IssueService', () => {
  const take = jest.fn<IssueThrottle['take']>();
  const desk = new IssueService({} as CouponIssuer, { take } as unknown as IssueThrottle);
  const form = jest.fn<() => IssueDto>();

  it('does not read what somebody sends who is not logged in', async () => {
    await expect(desk.press(undefined, form)).rejects.toMatchObject({ code: 'NOT_AUTHENTICATED' });
    expect(form).not.toHaveBeenCalled();
  });

  it('does not read what a member sends who pressed too often', async () => {
    take.mockRejectedValue(throttled(7));
    await expect(desk.press({ id: 1 } as SignedInUser, form)).rejects.toMatchObject({ code: 'THROTTLED' });
    expect(form).not.toHaveBeenCalled();
  });
});
