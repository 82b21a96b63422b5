import { DiscoveryService } from '@nestjs/core';
import type { RequestHandler } from 'express';
import { isOfAllowedLength } from '../../platform/http/bodies/body-size.js';
import { notAuthenticated } from '../account.errors.js';

/** Marks a controller whose POST requests are refused before the body is read when nobody is logged in. */
export const LoginBeforeBody = DiscoveryService.createDecorator<void>();

/** For the paths of the controllers that `LoginBeforeBody` marks. */
export const loginBeforeBodyMiddleware: RequestHandler = (request, _response, next) => {
  const isAnonymousPost = request.method === 'POST' && request.path === '/' && !request.user;
  next(isAnonymousPost && isOfAllowedLength(request) ? notAuthenticated() : undefined);
};
