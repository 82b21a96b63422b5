import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { sendCachedJson } from '../platform/http/cached-json-reply.js';
import { WorkCatalogCache } from './catalog/work-catalog-cache.js';

@Controller('work')
export class WorkController {
  constructor(private readonly catalogs: WorkCatalogCache) {}

  @Get()
  async list(@Req() request: Request, @Res() response: Response): Promise<void> {
    sendCachedJson(request, response, await this.catalogs.json());
  }
}
