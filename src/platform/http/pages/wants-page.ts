import express, { type Request } from 'express';
import type { IncomingMessage } from 'node:http';

/** What scripts say that they read; spares most requests the negotiation below. */
const JSON_CLIENTS = new Set([undefined, '*/*', 'application/json', 'application/json, text/plain, */*']);

/** Browsers send some 150 characters. Negotiating thousands of types would take milliseconds. */
const MAX_ACCEPT = 1_000;

/** Whether the client prefers a page to JSON, by its `Accept`: decided alike on the fast paths and in Express. */
export function wantsPage(request: IncomingMessage): boolean {
  const { accept } = request.headers;
  if (JSON_CLIENTS.has(accept) || accept!.length > MAX_ACCEPT) return false;
  return express.request.accepts.call(request as Request, 'json', 'html') === 'html';
}
