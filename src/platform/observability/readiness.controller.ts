import { Controller, Get } from '@nestjs/common';
import { READINESS_PATH } from '../http/health-paths.js';
import { ReadinessService } from './readiness.service.js';

export const READY = { status: 'ready' } as const;

@Controller(READINESS_PATH)
export class ReadinessController {
  constructor(private readonly readiness: ReadinessService) {}

  /** Readiness: the database was readable and writable a few seconds ago. After a 503, send requests to another machine. */
  @Get()
  ready(): typeof READY {
    this.readiness.check();
    return READY;
  }
}
