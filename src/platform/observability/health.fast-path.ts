import { Injectable } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { RegisterFastPath, type FastPath } from '../http/fast-path/fast-path.js';
import type { FastPathReply } from '../http/fast-path/fast-path-reply.js';
import { isPlainGet, pathOf } from '../http/fast-path/plain-get.js';
import { isHealthCheck, isLiveness } from '../http/health-paths.js';
import { HEALTHY } from './health.controller.js';
import { READY } from './readiness.controller.js';
import { ReadinessService } from './readiness.service.js';

/**
 * Answers health checks without the queues in front of Express, so that a busy process is still reported as healthy.
 * `HealthController` and `ReadinessController` answer them on the Express route.
 */
@Injectable()
@RegisterFastPath()
export class HealthFastPath implements FastPath {
  /** A load balancer sends health checks to the machine's address, which is not in `ALLOWED_HOSTS`. */
  readonly acceptsAnyHost = true;

  constructor(private readonly readiness: ReadinessService) {}

  matches(request: IncomingMessage): boolean {
    return isPlainGet(request) && isHealthCheck(pathOf(request));
  }

  serve(request: IncomingMessage, reply: FastPathReply): void {
    if (isLiveness(pathOf(request))) return reply.json(200, HEALTHY);
    try {
      this.readiness.check();
    } catch (error) {
      return reply.error(error);
    }
    reply.json(200, READY);
  }
}
