import express, { type Express, type Request } from 'express';

/**
 * What is not to be kept is sent whole, whatever the request says of a kept version: Express would answer `304` to
 * `If-None-Match: *` even then. The fast paths do so as well.
 */
export function ignoreConditionsOnNoStore(app: Express): void {
  Object.defineProperty(app.request, 'fresh', {
    get(this: Request): boolean {
      return this.res?.get('Cache-Control') !== 'no-store' && Boolean(Reflect.get(express.request, 'fresh', this));
    },
  });
}
