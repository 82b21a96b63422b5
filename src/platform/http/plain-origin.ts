import type { Express } from 'express';
import type { IncomingMessage } from 'node:http';
import { isHttps } from './forwarded.js';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a page that came by plain HTTP, where anybody on the way may have changed it, sent this request to HTTPS. Nest
 * compares only hosts with the `Origin`. The reverse is no fault: behind a proxy that is not trusted all requests seem
 * to come by HTTP. As with Nest's check, `Sec-Fetch-Site` alone counts where a browser sends it.
 */
export function comesFromPlainHttp(app: Express, request: IncomingMessage): boolean {
  const { method = '', headers } = request;
  if (SAFE_METHODS.has(method) || headers['sec-fetch-site']) return false;
  return /^http:/i.test(headers.origin ?? '') && isHttps(app, request);
}
