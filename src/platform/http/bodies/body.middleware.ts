import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { MAX_BODY_BYTES, limitBody, statedLength } from './body-size.js';
import { bodyTooLarge, crossOrigin, parseError, unsupportedMediaType } from '../errors/refusals.js';
import { hasBody, mediaType, hasOrigin } from './request-body.js';

const json = express.json({ limit: MAX_BODY_BYTES, strict: false, type: 'application/json' });
const form = express.urlencoded({ limit: MAX_BODY_BYTES, extended: false, parameterLimit: 20 });

/** Parses JSON bodies only, so that a form posted by another site has no effect. */
export const jsonBodyMiddleware: RequestHandler = (request, response, next) => {
  if (request.body !== undefined) return next(); // `formBodyMiddleware` has parsed it.
  if (hasBody(request) && !request.is('application/json')) return next(unsupportedMediaType(mediaType(request)));
  readLimited(json, request, response, next);
};

/**
 * Parses the forms of the service's pages. A form needs no CORS preflight, so another site could post it. Therefore a request
 * must have a header that tells its origin; Nest's security hook has refused wrong origins before.
 */
export const formBodyMiddleware: RequestHandler = (request, response, next) => {
  if (request.method !== 'POST') return next();
  if (!hasOrigin(request)) return next(crossOrigin());
  if (hasBody(request) && !request.is('application/x-www-form-urlencoded'))
    return next(unsupportedMediaType(mediaType(request)));
  response.locals['page'] = true; // A browser shows the response, so errors are pages as well.
  readLimited(form, request, response, next);
};

/**
 * Refuses a body as soon as it is known to be too large: by its Content-Length, or when more bytes have arrived than allowed.
 * body-parser alone would read the whole body first.
 */
function readLimited(read: RequestHandler, request: Request, response: Response, next: NextFunction): void {
  if (statedLength(request) > MAX_BODY_BYTES) return next(bodyTooLarge());
  let isOver = false;
  const finish = (error?: unknown): void => {
    if (isOver) return;
    isOver = true;
    stopCounting();
    next(error);
  };
  const stopCounting = limitBody(request, MAX_BODY_BYTES, () => finish(bodyTooLarge()));
  read(request, response, (error?: unknown) => finish(error && bodyRefusal(error)));
}

/** Converts an error of body-parser: body too large, encoding not supported, or not parsable. */
function bodyRefusal(error: unknown): Error {
  const { status } = error as { status?: number };
  if (status === 413) return bodyTooLarge();
  return status === 415 ? unsupportedMediaType('charset, content-encoding') : parseError();
}
