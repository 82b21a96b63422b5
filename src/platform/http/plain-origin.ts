import type { Express } from 'express';
import type { IncomingMessage } from 'node:http';
import { isHttps } from './forwarded.js';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether an HTTPS request was sent by a page that was loaded by plain HTTP, which an attacker on the network can change.
 * Nest's check of `Origin` compares hosts only. The reverse (an HTTPS page, an HTTP request) is allowed: behind a proxy that
 * is not trusted, all requests seem to use HTTP. As in Nest's check, `Sec-Fetch-Site` decides if the browser sends it.
 */
export function comesFromPlainHttp(app: Express, request: IncomingMessage): boolean {
  const { method = '', headers } = request;
  if (SAFE_METHODS.has(method) || headers['sec-fetch-site']) return false;
  return /^http:/i.test(headers.origin ?? '') && isHttps(app, request);
}
