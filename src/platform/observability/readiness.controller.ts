import { Controller, Get } from '@nestjs/common';
import { ReadinessService } from './readiness.service.js';

export const READY = { status: 'ready' } as const;

@Controller('readyz')
export class ReadinessController {
  constructor(private readonly readiness: ReadinessService) {}

  /** Whether the database could be read and written a few seconds ago: 503 means send requests elsewhere, not restart. */
  @Get()
  ready(): typeof READY {
    this.readiness.check();
    return READY;
  }
}
