import express, { type Express, type Request } from 'express';
import type { IncomingMessage } from 'node:http';

/** The client's address by Express's rule (`trust proxy`), for a request that Express has not processed. */
export const clientAddress = (app: Express, request: IncomingMessage): string | undefined =>
  Reflect.get<Request, 'ip'>(express.request, 'ip', expressView(app, request));

/** Whether the client used HTTPS. False behind a proxy that is not trusted, because its headers are ignored. */
export const isHttps = (app: Express, request: IncomingMessage): boolean =>
  Reflect.get(express.request, 'protocol', expressView(app, request)) === 'https';

/** The properties of a request that Express's getters for `ip` and `protocol` read. */
const expressView = (app: Express, { headers, socket }: IncomingMessage) => ({
  app,
  headers,
  socket,
  get: (name: string) => headers[name.toLowerCase()],
});
