import { HttpException, type LoggerService } from '@nestjs/common';
import { outageOf } from '../../database/database-failure.js';
import { DomainError } from '../../errors/domain-error.js';
import { inLanguage, type Language } from '../../errors/text.js';
import { unavailable, type Outage } from '../../errors/unavailable.js';
import { outageLog } from '../../observability/outage-log.js';
import type { Throttled } from '../../throttle/throttled.js';
import { STATUS_OF, type Answer } from './answer.js';
import { HttpRefusal } from './http-refusal.js';
import { rateLimitHeaders } from '../rate-limit-headers.js';
import {
  bodyTooLarge,
  forbidden,
  internalError,
  malformedUrl,
  notFound,
  preconditionFailed,
  rangeNotSatisfiable,
} from './refusals.js';

/** The request that an error ends, for the log and the response. */
export type FailedRequest = {
  readonly id: string;
  /** Method and path, without the query, which may contain personal data. */
  readonly where: string;
};

/**
 * Converts an expected error to a response.
 * @param requestId for the log and the body
 * @returns undefined for an unexpected error, which is a fault of the service
 */
export function errorAnswer(error: unknown, language: Language = 'ko', requestId?: string): Answer | undefined {
  const outage = outageOf(error);
  if (outage) outageLog.note(outage, requestId);
  const answer = expectedAnswer(error, outage, language);
  if (answer && requestId !== undefined) Object.assign(answer.body, { request_id: requestId });
  return answer;
}

/** As `errorAnswer`. An unexpected error is logged, and the client gets 500 without details. */
export function answerOrFault(
  error: unknown,
  logger: LoggerService,
  { id, where }: FailedRequest,
  language: Language = 'ko',
): Answer {
  const answer = errorAnswer(error, language, id);
  if (answer) return answer;
  logger.error(where, { request_id: id }, error instanceof Error ? error.stack : String(error));
  return errorAnswer(internalError(), language, id)!;
}

function expectedAnswer(error: unknown, outage: Outage | undefined, language: Language): Answer | undefined {
  if (error instanceof DomainError || error instanceof HttpRefusal) return answerTo(error, language);
  if (outage) return answerTo(unavailable(outage), language);
  return answerByStatus(error, language);
}

function answerTo(refusal: DomainError | HttpRefusal, language: Language): Answer {
  const body = { ...inLanguage(refusal.body, language), code: refusal.code };
  if (refusal instanceof HttpRefusal) return { status: refusal.status, body, headers: refusal.headers };
  const { kind, retryAfterSeconds, allowance } = refusal as DomainError & Partial<Throttled>;
  const retryAfter = retryAfterSeconds && { 'Retry-After': String(retryAfterSeconds) };
  return {
    status: STATUS_OF[kind],
    body,
    ...(retryAfter && { headers: { ...retryAfter, ...(allowance && rateLimitHeaders(allowance)) } }),
  };
}

/**
 * Converts an error of Nest, Express or a middleware by its status, with the contract's body. They have no other status: an
 * error with one is a fault of the service, because no response would say what the client did wrong.
 */
function answerByStatus(error: unknown, language: Language): Answer | undefined {
  const refusal = BY_STATUS[statusOf(error) ?? 0]?.(error);
  return refusal && answerTo(refusal, language);
}

const BY_STATUS: Readonly<Record<number, (error: unknown) => DomainError | HttpRefusal>> = {
  400: malformedUrl,
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
