import { Catch, Logger, NotFoundException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Answer } from './answer.js';
import { allowedMethods } from '../allowed-methods.js';
import { answerOrFault } from './error-answer.js';
import { errorPage } from '../pages/error-page.js';
import { methodNotAllowed } from './refusals.js';
import { requestIdOf } from '../request-id.js';
import { wantsPage } from '../pages/wants-page.js';

/** Headers of a static file, which were set before the request for it was refused. */
const FILE_HEADERS = ['Content-Type', 'ETag', 'Last-Modified', 'Accept-Ranges'];

/** Converts errors to responses on the Express path. The fast paths call `answerOrFault` as well. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger(ErrorFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    if (response.headersSent) return void response.destroy();
    const { status, body, headers = {} } = this.answer(error, request, requestIdOf(response));
    for (const name of FILE_HEADERS) response.removeHeader(name);
    response.status(status).set({ 'Cache-Control': 'no-store', ...headers });
    // Requests of browsers for a page get a page; all others get JSON.
    if (response.locals['page'] || wantsPage(request))
      response.render('error', { ...errorPage(status, body), member: request.user });
    else response.json(body);
  }

  private answer(error: unknown, request: Request, id: string): Answer {
    const methods = error instanceof NotFoundException ? allowedMethods(request) : [];
    const refusal = methods.length > 0 ? methodNotAllowed(request.method, methods) : error;
    return answerOrFault(refusal, this.logger, { id, where: `${request.method} ${request.path}` });
  }
}
