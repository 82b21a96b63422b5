import { Logger } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';

const HEADERS = ['x-forwarded-for', 'x-forwarded-proto', 'forwarded'];

/** Whether a request has a header that a proxy adds. */
export const isForwarded = ({ headers }: IncomingMessage): boolean =>
  HEADERS.some((name) => headers[name] !== undefined);

/** Warns once if requests seem to come through a proxy although TRUSTED_PROXIES is 0. */
export class ForwardingWarning {
  private readonly logger = new Logger('TRUSTED_PROXIES');
  private isDone: boolean;

  constructor(trustedProxies: number) {
    this.isDone = trustedProxies > 0;
  }

  check(request: IncomingMessage): void {
    if (this.isDone || !isForwarded(request)) return;
    this.isDone = true;
    this.logger.warn(
      'A request has forwarding headers, but TRUSTED_PROXIES is 0, so they are not believed: behind a proxy, all members ' +
        'share its address, and cookies are not Secure. Set TRUSTED_PROXIES to the number of proxies in front.',
    );
  }
}
