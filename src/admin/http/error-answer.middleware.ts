import { Logger } from '@nestjs/common';
import type { ErrorRequestHandler, Request } from 'express';
import type { Answer } from '../../platform/http/errors/answer.js';
import { answerOrFault } from '../../platform/http/errors/error-answer.js';
import { errorPage } from '../../platform/http/pages/error-page.js';
import { isApi } from './is-api.js';
import { languageOf } from './language.js';

const logger = new Logger('Admin');

/** Every error below /admin as an answer in the operator's language: JSON for the API, a page for the rest. */
export const errorAnswerMiddleware: ErrorRequestHandler = (error: unknown, request, response, next) => {
  if (response.headersSent) return next(error);
  const { status, body, headers = {} } = answerTo(error, request);
  response.status(status).set({ 'Cache-Control': 'no-store', ...headers });
  const isPage = !isApi(request) && request.accepts(['json', 'html']) === 'html';
  if (isPage) response.render('error', errorPage(status, body, languageOf(request)));
  else response.json(body);
};

/** The answer to any error, in the operator's language. A fault of ours goes to the log and shows no internals. */
export function answerTo(error: unknown, request: Request): Answer {
  const where = `${request.method} ${request.baseUrl}${request.path}`;
  return answerOrFault(error, logger, where, languageOf(request));
}
