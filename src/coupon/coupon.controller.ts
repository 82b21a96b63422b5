import { Controller, Get, Header, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { RowIdPipe } from '../platform/http/row-id.pipe.js';
import { sendCachedJson } from '../platform/http/cached-json-reply.js';
import { CouponCache } from './coupon-cache.js';
import { presentCoupon } from './coupon.presenter.js';
import { CouponService } from './coupon.service.js';

@Controller('coupon')
export class CouponController {
  constructor(
    private readonly coupons: CouponService,
    private readonly cache: CouponCache,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-cache')
  async list(): Promise<unknown[]> {
    return (await this.coupons.list()).map(presentCoupon);
  }

  @Get(':id')
  async show(@Param('id', RowIdPipe) id: number, @Req() request: Request, @Res() response: Response): Promise<void> {
    sendCachedJson(request, response, await this.cache.json(id));
  }
}
