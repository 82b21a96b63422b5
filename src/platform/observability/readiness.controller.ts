import { Controller, Get } from '@nestjs/common';
import { ReadinessService } from './readiness.service.js';

export const READY = { status: 'ready' } as const;

@Controller('readyz')
export class ReadinessController {
  constructor(private readonly readiness: ReadinessService) {}

  /** Readiness: the database was readable and writable a few seconds ago. After a 503, send requests to another machine. */
  @Get()
  ready(): typeof READY {
    this.readiness.check();
    return READY;
  }
}
