import { HttpException, type LoggerService } from '@nestjs/common';
import { databaseFailure } from '../database/database-failure.js';
import { DomainError } from '../errors/domain-error.js';
import { inLanguage, text, type Language } from '../errors/text.js';
import { unavailable } from '../errors/unavailable.js';
import { STATUS_OF, type Answer } from './answer.js';
import { bodyTooLarge, crossOrigin, malformedUrl, notFound } from './refusals.js';

/** Any error as an answer without internals, or undefined when it is a fault of ours. */
export function errorAnswer(error: unknown, language: Language = 'ko'): Answer | undefined {
  const refusal = asRefusal(error);
  if (!refusal) return undefined;
  const { code, kind, body, retryAfterSeconds } = refusal;
  return {
    status: STATUS_OF[kind],
    body: { ...inLanguage(body, language), code },
    ...(retryAfterSeconds && { headers: { 'Retry-After': String(retryAfterSeconds) } }),
  };
}

const INTERNAL_ERROR = text('서버 장애가 발생했습니다.', 'Something went wrong on the server.');

/** As `errorAnswer`. What is a fault of ours goes to the log, and the client is told no more than that. */
export function answerOrFault(error: unknown, logger: LoggerService, where: string, language: Language = 'ko'): Answer {
  const answer = errorAnswer(error, language);
  if (answer) return answer;
  logger.error(where, error instanceof Error ? error.stack : String(error));
  return { status: 500, body: { detail: INTERNAL_ERROR[language], code: 'INTERNAL' } };
}

function asRefusal(error: unknown): DomainError | undefined {
  if (error instanceof DomainError) return error;
  if (databaseFailure(error)) return unavailable();
  if (error instanceof HttpException) return byStatus(error.getStatus());
  // Express marks what the client did wrong with a status.
  const { status } = (error ?? {}) as { status?: unknown };
  return typeof status === 'number' ? byStatus(status) : undefined;
}

function byStatus(status: number): DomainError | undefined {
  if (status === 403) return crossOrigin();
  if (status === 404) return notFound();
  if (status === 413) return bodyTooLarge();
  if (status === 503) return unavailable();
  return status >= 400 && status < 500 ? malformedUrl() : undefined;
}
