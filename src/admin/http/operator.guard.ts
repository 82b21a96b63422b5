import type { RequestHandler } from 'express';
import { notAuthenticated } from '../../account/account.errors.js';
import { roleOf } from '../../account/role.js';
import { operatorsOnly } from '../admin.errors.js';
import { isApi } from './is-api.js';

/** Admits accounts with a role only. Their rights are read from the database for each request, so a removal takes effect at once. */
export const operatorGuard: RequestHandler = (request, response, next) => {
  if (request.user && roleOf(request.user)) return next();
  if (request.user) return next(operatorsOnly());
  if (isApi(request) || !['GET', 'HEAD'].includes(request.method)) return next(notAuthenticated());
  response.redirect(303, `/login-page/?next=${encodeURIComponent(request.originalUrl)}`);
};
