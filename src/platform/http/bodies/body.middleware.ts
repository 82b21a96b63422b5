import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { MAX_BODY_BYTES, limitBody, statedLength } from './body-size.js';
import { bodyTooLarge, crossOrigin, parseError, unsupportedMediaType } from '../errors/refusals.js';
import { hasBody, mediaType, saysWhereFrom } from './request-body.js';

const json = express.json({ limit: MAX_BODY_BYTES, strict: false, type: 'application/json' });
const form = express.urlencoded({ limit: MAX_BODY_BYTES, extended: false, parameterLimit: 20 });

/** Reads JSON bodies, and nothing else: a form that another site posts here is never understood. */
export const jsonBodyMiddleware: RequestHandler = (request, response, next) => {
  if (request.body !== undefined) return next(); // a page's form, read before
  if (hasBody(request) && !request.is('application/json')) return next(unsupportedMediaType(mediaType(request)));
  readLimited(json, request, response, next);
};

/**
 * Reads a page's own form. Browsers say where a form was posted from; a request that does not say is refused,
 * since unlike JSON a form can be sent from anywhere without asking first. (Wrong origins were refused before.)
 */
export const formBodyMiddleware: RequestHandler = (request, response, next) => {
  if (request.method !== 'POST') return next();
  if (!saysWhereFrom(request)) return next(crossOrigin());
  if (hasBody(request) && !request.is('application/x-www-form-urlencoded'))
    return next(unsupportedMediaType(mediaType(request)));
  response.locals['page'] = true; // whatever the answer, it is looked at
  readLimited(form, request, response, next);
};

/**
 * Refuses a body as soon as it is known to be too large: by its stated length, or when more than that has come.
 * body-parser would read all of it before it says so.
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

/** body-parser's errors in our words: too large, an encoding that nobody reads, or not what it claims to be. */
function bodyRefusal(error: unknown): Error {
  const { status } = error as { status?: number };
  if (status === 413) return bodyTooLarge();
  return status === 415 ? unsupportedMediaType('charset, content-encoding') : parseError();
}
