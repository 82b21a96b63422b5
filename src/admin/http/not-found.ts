import type { RequestHandler } from 'express';
import { notFound } from '../../platform/http/errors/refusals.js';

/** Refuses every request that nothing before it in the router took. */
export const refuseAsNotFound: RequestHandler = (_request, _response, next) => next(notFound());
