import { Body, Controller, Get, Param, Post, UseGuards } from '@nestjs/common';
import { CurrentUser } from '../account/current-user.decorator.js';
import { LoggedInGuard } from '../account/logged-in.guard.js';
import type { SignedInUser } from '../account/signed-in-user.js';
import { RowIdPipe } from '../platform/http/row-id.pipe.js';
import { presentCouponUser } from './coupon-user.presenter.js';
import { CouponUserService } from './coupon-user.service.js';
import { IssueDesk } from './issue-desk.service.js';
import { IssueForm } from './issue.form.js';

@Controller('couponuser')
@UseGuards(LoggedInGuard)
export class CouponUserController {
  constructor(
    private readonly desk: IssueDesk,
    private readonly issued: CouponUserService,
  ) {}

  @Post()
  issue(@Body() form: IssueForm, @CurrentUser() member: SignedInUser): Promise<unknown> {
    return this.desk.press(member, () => form);
  }

  @Get()
  async list(@CurrentUser() { id }: SignedInUser): Promise<unknown[]> {
    return (await this.issued.listOf(id)).map(presentCouponUser);
  }

  @Get(':id')
  async show(@Param('id', RowIdPipe) id: number, @CurrentUser() user: SignedInUser): Promise<unknown> {
    return presentCouponUser(await this.issued.findOf(user.id, id));
  }
}
