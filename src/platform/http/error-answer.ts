import { HttpException, type LoggerService } from '@nestjs/common';
import { databaseFailure } from '../database/database-failure.js';
import { DomainError } from '../errors/domain-error.js';
import { inLanguage, type Language } from '../errors/text.js';
import { unavailable } from '../errors/unavailable.js';
import { STATUS_OF, type Answer } from './answer.js';
import { HttpRefusal } from './http-refusal.js';
import { bodyTooLarge, crossOrigin, internalError, malformedUrl, notFound } from './refusals.js';

/** Any error as an answer without internals, or undefined when it is a fault of ours. */
export function errorAnswer(error: unknown, language: Language = 'ko'): Answer | undefined {
  const refusal = asRefusal(error);
  return refusal && answerTo(refusal, language);
}

/** As `errorAnswer`. What is a fault of ours goes to the log, and the client is told no more than that. */
export function answerOrFault(error: unknown, logger: LoggerService, where: string, language: Language = 'ko'): Answer {
  const answer = errorAnswer(error, language);
  if (answer) return answer;
  logger.error(where, error instanceof Error ? error.stack : String(error));
  return answerTo(internalError(), language);
}

function answerTo(refusal: DomainError | HttpRefusal, language: Language): Answer {
  const body = { ...inLanguage(refusal.body, language), code: refusal.code };
  if (refusal instanceof HttpRefusal) return { status: refusal.status, body, headers: refusal.headers };
  const { kind, retryAfterSeconds } = refusal;
  return {
    status: STATUS_OF[kind],
    body,
    ...(retryAfterSeconds && { headers: { 'Retry-After': String(retryAfterSeconds) } }),
  };
}

function asRefusal(error: unknown): DomainError | HttpRefusal | undefined {
  if (error instanceof DomainError || error instanceof HttpRefusal) return error;
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
