import { Controller, Get } from '@nestjs/common';
import { HEALTH_PATH } from '../http/health-paths.js';

export const HEALTHY = { status: 'ok' } as const;

@Controller(HEALTH_PATH)
export class HealthController {
  /** Liveness: the event loop runs. Does not check the database, because a restart would not repair a database failure. */
  @Get()
  health(): typeof HEALTHY {
    return HEALTHY;
  }
}
