import { Controller, Get } from '@nestjs/common';

export const HEALTHY = { status: 'ok' } as const;

@Controller('healthz')
export class HealthController {
  /** Alive: the event loop turns. Says nothing of the database, so that a frozen one does not get us restarted. */
  @Get()
  health(): typeof HEALTHY {
    return HEALTHY;
  }
}
