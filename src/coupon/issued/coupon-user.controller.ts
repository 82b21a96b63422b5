import { Controller, Get, Param, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { CurrentUser } from '../../account/signed-in/current-user.decorator.js';
import { AuthenticatedGuard } from '../../account/signed-in/authenticated.guard.js';
import type { SignedInUser } from '../../account/signed-in/signed-in-user.js';
import { sendJsonList } from '../../platform/http/json-list.js';
import { RowIdPipe } from '../../platform/http/row-id.pipe.js';
import { presentCouponUser } from './coupon-user.presenter.js';
import type { CouponUser } from './coupon-user.entity.js';
import { CouponUserService } from './coupon-user.service.js';

@Controller('couponuser')
@UseGuards(AuthenticatedGuard)
export class CouponUserController {
  constructor(private readonly issued: CouponUserService) {}

  @Get()
  list(@CurrentUser() { id }: SignedInUser, @Res() response: Response): Promise<void> {
    return sendJsonList(response, presented(this.issued.listOf(id, () => response.destroyed)));
  }

  @Get(':id')
  async show(@Param('id', RowIdPipe) id: number, @CurrentUser() user: SignedInUser): Promise<unknown> {
    return presentCouponUser(await this.issued.findOf(user.id, id));
  }
}

async function* presented(chunks: AsyncGenerator<readonly CouponUser[]>): AsyncGenerator<readonly unknown[]> {
  for await (const chunk of chunks) yield chunk.map(presentCouponUser);
}
