import { Catch, Logger, NotFoundException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Answer } from './answer.js';
import { allowedMethods } from '../allowed-methods.js';
import { answerOrFault } from './error-answer.js';
import { errorPage } from '../pages/error-page.js';
import { methodNotAllowed } from './refusals.js';
import { wantsPage } from '../pages/wants-page.js';

/** What describes a static file and was set before the request for it was refused. */
const OF_THE_FILE = ['Content-Type', 'ETag', 'Last-Modified', 'Accept-Ranges'];

/** Where an error becomes an answer, but for the fast lanes, which have the same words from `answerOrFault`. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger(ErrorFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    if (response.headersSent) return void response.destroy();
    const { status, body, headers = {} } = this.answer(error, request);
    for (const name of OF_THE_FILE) response.removeHeader(name);
    response.status(status).set({ 'Cache-Control': 'no-store', ...headers });
    // A browser on its way to a page gets a page; everybody else gets JSON.
    if (response.locals['page'] || wantsPage(request))
      response.render('error', { ...errorPage(status, body), member: request.user });
    else response.json(body);
  }

  private answer(error: unknown, request: Request): Answer {
    const methods = error instanceof NotFoundException ? allowedMethods(request) : [];
    const refusal = methods.length > 0 ? methodNotAllowed(request.method, methods) : error;
    return answerOrFault(refusal, this.logger, `${request.method} ${request.path}`);
  }
}
