import express, { type Express, type Request } from 'express';

/**
 * Makes Express ignore conditional headers for responses with `no-store`. Otherwise it would answer `If-None-Match: *` with
 * 304 although the client has stored nothing. The fast paths ignore these headers as well.
 */
export function ignoreConditionsOnNoStore(app: Express): void {
  Object.defineProperty(app.request, 'fresh', {
    get(this: Request): boolean {
      return this.res?.get('Cache-Control') !== 'no-store' && Boolean(Reflect.get(express.request, 'fresh', this));
    },
  });
}
