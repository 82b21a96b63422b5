import { Logger } from '@nestjs/common';
import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Answer } from '../../platform/http/errors/answer.js';
import { answerOrFault } from '../../platform/http/errors/error-answer.js';
import { errorPage } from '../../platform/http/pages/error-page.js';
import { wantsPage } from '../../platform/http/pages/wants-page.js';
import { requestIdOf } from '../../platform/http/request-id.js';
import { languageOf } from './language.js';

const logger = new Logger('Admin');

/** Answers every error below /admin in the operator's language: HTML for a client that prefers it, JSON for the panel's scripts. */
export const errorAnswerMiddleware: ErrorRequestHandler = (error: unknown, request, response, next) => {
  if (response.headersSent) return next(error);
  const { status, body, headers = {} } = answerTo(error, request, response);
  response.status(status).set({ 'Cache-Control': 'no-store', ...headers });
  if (wantsPage(request))
    response.render('error', { ...errorPage(status, body, languageOf(request)), member: request.user });
  else response.json(body);
};

/** The answer to any error, in the operator's language. An unexpected error is logged and its answer shows no internals. */
export function answerTo(error: unknown, request: Request, response: Response): Answer {
  const where = `${request.method} ${request.baseUrl}${request.path}`;
  return answerOrFault(error, logger, { id: requestIdOf(response), where }, languageOf(request));
}
