import express, { type Request } from 'express';
import type { IncomingMessage } from 'node:http';

/** What scripts say that they read; spares most requests the negotiation below. */
const JSON_CLIENTS = new Set([undefined, '*/*', 'application/json', 'application/json, text/plain, */*']);

/** Whether the client prefers a page to JSON, by its `Accept`: decided alike on the fast paths and in Express. */
export function wantsPage(request: IncomingMessage): boolean {
  if (JSON_CLIENTS.has(request.headers.accept)) return false;
  return express.request.accepts.call(request as Request, 'json', 'html') === 'html';
}
