import { Body, Controller, Post, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { AuthenticatedGuard } from '../../account/signed-in/authenticated.guard.js';
import { CurrentUser } from '../../account/signed-in/current-user.decorator.js';
import { LoginBeforeBody } from '../../account/signed-in/login-before-body.js';
import type { SignedInUser } from '../../account/signed-in/signed-in-user.js';
import { setRateLimit } from '../../platform/http/rate-limit-headers.js';
import { requestIdOf } from '../../platform/http/request-id.js';
import { QueuedAs } from '../../platform/http/routes/route.decorators.js';
import { readForm } from '../../platform/validation/form.pipe.js';
import { presentCouponUser } from '../issued/coupon-user.presenter.js';
import { IssueDto } from './issue.dto.js';
import { IssueService } from './issue.service.js';

/** The fields of the body are not checked yet. */
const nothingKnown = (): undefined => undefined;

/** The Express route of a press. `PressFastPath` answers the usual ones. */
@Controller('couponuser')
@LoginBeforeBody()
@QueuedAs('presses')
@UseGuards(AuthenticatedGuard)
export class IssueController {
  constructor(private readonly issuing: IssueService) {}

  @Post()
  async issue(
    @Body() body: unknown,
    @CurrentUser() member: SignedInUser,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    const admitted = await this.issuing.admit(member, requestIdOf(response), nothingKnown);
    setRateLimit(response, admitted.allowance);
    return presentCouponUser(await this.issuing.issue(admitted.member, readForm(IssueDto, body)));
  }
}
