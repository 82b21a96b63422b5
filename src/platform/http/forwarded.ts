import express, { type Express, type Request } from 'express';
import type { IncomingMessage } from 'node:http';

/** The client's address by Express's own rule (`trust proxy`), of a request that Express has not seen yet. */
export const clientAddress = (app: Express, request: IncomingMessage): string | undefined =>
  Reflect.get<Request, 'ip'>(express.request, 'ip', seenByExpress(app, request));

/** Whether the client used HTTPS, as far as this is known: a proxy that is not trusted may have ended it unnoticed. */
export const isHttps = (app: Express, request: IncomingMessage): boolean =>
  Reflect.get(express.request, 'protocol', seenByExpress(app, request)) === 'https';

/** What Express reads for the two. */
const seenByExpress = (app: Express, { headers, socket }: IncomingMessage) => ({
  app,
  headers,
  socket,
  get: (name: string) => headers[name.toLowerCase()],
});
