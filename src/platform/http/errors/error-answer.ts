import { HttpException, type LoggerService } from '@nestjs/common';
import { outageOf } from '../../database/database-failure.js';
import { DomainError } from '../../errors/domain-error.js';
import { inLanguage, type Language } from '../../errors/text.js';
import { unavailable } from '../../errors/unavailable.js';
import { outageLog } from '../../observability/outage-log.js';
import { STATUS_OF, type Answer } from './answer.js';
import { HttpRefusal } from './http-refusal.js';
import {
  bodyTooLarge,
  forbidden,
  internalError,
  malformedUrl,
  notFound,
  preconditionFailed,
  rangeNotSatisfiable,
} from './refusals.js';

/** Converts an expected error to a response. @returns undefined for an unexpected error, which is a fault of the service */
export function errorAnswer(error: unknown, language: Language = 'ko'): Answer | undefined {
  const outage = outageOf(error);
  if (outage) outageLog.note(outage);
  if (error instanceof DomainError || error instanceof HttpRefusal) return answerTo(error, language);
  if (outage) return answerTo(unavailable(outage), language);
  return answerByStatus(error, language);
}

/** As `errorAnswer`. An unexpected error is logged, and the client gets 500 without details. */
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

/** Converts an error of Nest, Express or a middleware by its status, with the contract's body. */
function answerByStatus(error: unknown, language: Language): Answer | undefined {
  const status = statusOf(error);
  if (status === undefined) return undefined;
  const refusal = BY_STATUS[status]?.(error);
  if (refusal) return answerTo(refusal, language);
  return status >= 400 && status < 500 ? { ...answerTo(malformedUrl(), language), status } : undefined;
}

const BY_STATUS: Readonly<Record<number, (error: unknown) => DomainError | HttpRefusal>> = {
  403: forbidden,
  404: notFound,
  412: preconditionFailed,
  413: bodyTooLarge,
  416: (error) => rangeNotSatisfiable(contentRangeOf(error)),
  503: () => unavailable(),
};

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  // Express and its middleware set `status` on errors that the client caused.
  const { status } = (error ?? {}) as { status?: unknown };
  return typeof status === 'number' ? status : undefined;
}

/** The `Content-Range` header, which tells the length of the file. */
const contentRangeOf = (error: unknown): string | undefined =>
  (error as { headers?: Record<string, string> }).headers?.['Content-Range'];
