import type { RequestHandler } from 'express';

/** Keeps responses out of caches, because they may be personal. Routes with public data override the header. */
export const noStoreMiddleware: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};
