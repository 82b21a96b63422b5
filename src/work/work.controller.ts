import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { sendShared } from '../platform/http/shared-answer.js';
import { WorkCatalogCache } from './catalog/work-catalog-cache.js';

@Controller('work')
export class WorkController {
  constructor(private readonly catalogs: WorkCatalogCache) {}

  @Get()
  async list(@Req() request: Request, @Res() response: Response): Promise<void> {
    sendShared(request, response, await this.catalogs.answer());
  }
}
