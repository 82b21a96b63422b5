import { Body, Controller, Get, Param, Post, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { CurrentUser } from '../../account/signed-in/current-user.decorator.js';
import { LoginBeforeBody } from '../../account/signed-in/login-before-body.js';
import { QueuedAs } from '../../platform/http/routes/route.decorators.js';
import { AuthenticatedGuard } from '../../account/signed-in/authenticated.guard.js';
import type { SignedInUser } from '../../account/signed-in/signed-in-user.js';
import { readForm } from '../../platform/validation/form.pipe.js';
import { sendJsonList } from '../../platform/http/json-list.js';
import { RowIdPipe } from '../../platform/http/row-id.pipe.js';
import { presentCouponUser } from './coupon-user.presenter.js';
import type { CouponUser } from './coupon-user.entity.js';
import { CouponUserService } from './coupon-user.service.js';
import { IssueService } from '../issuing/issue.service.js';
import { IssueDto } from '../issuing/issue.dto.js';

@Controller('couponuser')
@LoginBeforeBody()
@QueuedAs('presses')
@UseGuards(AuthenticatedGuard)
export class CouponUserController {
  constructor(
    private readonly issuing: IssueService,
    private readonly issued: CouponUserService,
  ) {}

  @Post()
  async issue(@Body() body: unknown, @CurrentUser() member: SignedInUser): Promise<unknown> {
    const admitted = await this.issuing.admit(member);
    return presentCouponUser(await this.issuing.issue(admitted, readForm(IssueDto, body)));
  }

  @Get()
  list(@CurrentUser() { id }: SignedInUser, @Res() response: Response): Promise<void> {
    return sendJsonList(response, presented(this.issued.listOf(id, () => response.destroyed)));
  }

  @Get(':id')
  async show(@Param('id', RowIdPipe) id: number, @CurrentUser() user: SignedInUser): Promise<unknown> {
    return presentCouponUser(await this.issued.findOf(user.id, id));
  }
}

async function* presented(pieces: AsyncGenerator<readonly CouponUser[]>): AsyncGenerator<readonly unknown[]> {
  for await (const piece of pieces) yield piece.map(presentCouponUser);
}
