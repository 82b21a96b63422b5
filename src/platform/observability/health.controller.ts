import { Controller, Get } from '@nestjs/common';

export const HEALTHY = { status: 'ok' } as const;

@Controller('healthz')
export class HealthController {
  /** Liveness: the event loop runs. Does not check the database, because a restart would not repair a database failure. */
  @Get()
  health(): typeof HEALTHY {
    return HEALTHY;
  }
}
