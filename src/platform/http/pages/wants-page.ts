import express, { type Request } from 'express';
import type { IncomingMessage } from 'node:http';

/** The `Accept` headers of scripts. Recognizing them saves most requests the content negotiation below. */
const JSON_CLIENTS = new Set([undefined, '*/*', 'application/json', 'application/json, text/plain, */*']);

/** In characters. Browsers send about 150. Negotiating thousands of types would take milliseconds. */
const MAX_ACCEPT = 1_000;

/** Whether the client prefers HTML to JSON by its `Accept` header. The fast paths and Express use the same function. */
export function wantsPage(request: IncomingMessage): boolean {
  const { accept } = request.headers;
  if (JSON_CLIENTS.has(accept) || accept!.length > MAX_ACCEPT) return false;
  return express.request.accepts.call(request as Request, 'json', 'html') === 'html';
}
