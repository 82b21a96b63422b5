import { DomainError } from '../../errors/domain-error.js';
import { text } from '../../errors/text.js';
import { HttpRefusal } from './http-refusal.js';

// Refusals of any route. The sentences are those of Django REST framework 3.14 where it has one.

export const notFound = (): DomainError =>
  new DomainError('NOT_FOUND', 'not-found', { detail: text('찾을 수 없습니다.', 'Not found.') });

export const parseError = (): DomainError =>
  new DomainError('PARSE_ERROR', 'invalid', {
    detail: text('잘못된 요청입니다. 요청 본문을 읽을 수 없습니다.', 'The body of the request could not be read.'),
  });

export const malformedUrl = (): DomainError =>
  new DomainError('BAD_REQUEST', 'invalid', { detail: text('잘못된 요청입니다.', 'Malformed request.') });

/** The service stops or restarts. The request had no effect and can be repeated. */
export const closing = (): DomainError =>
  new DomainError(
    'UNAVAILABLE',
    'unavailable',
    {
      detail: text(
        '서비스를 다시 시작하는 중입니다. 잠시 후 다시 시도해 주세요.',
        'The service is restarting. Please try again in a moment.',
      ),
    },
    1,
  );

export const badHost = (): DomainError =>
  new DomainError('BAD_HOST', 'invalid', {
    detail: text(
      '허용되지 않은 호스트 이름입니다. ALLOWED_HOSTS를 확인하세요.',
      'This host name is not allowed. Check ALLOWED_HOSTS.',
    ),
  });

/** `badHost` in a trial. */
export const badHostInTrial = (): DomainError =>
  new DomainError('BAD_HOST', 'invalid', {
    detail: text(
      '체험 모드는 localhost로만 접속할 수 있으니, 다른 호스트 이름으로 서비스하려면 SECRET_KEY와 ALLOWED_HOSTS를 설정하세요.',
      'This trial answers on localhost only: set SECRET_KEY and ALLOWED_HOSTS to serve other host names.',
    ),
  });

export const crossOrigin = (): DomainError =>
  new DomainError('CROSS_ORIGIN', 'forbidden', {
    detail: text('다른 사이트에서 보낸 요청은 처리하지 않습니다.', 'Requests from other sites are refused.'),
  });

export const bodyTooLarge = (): DomainError =>
  new DomainError('BODY_TOO_LARGE', 'too-large', {
    detail: text('요청 본문이 너무 큽니다.', 'The body of the request is too large.'),
  });

export const unsupportedMediaType = (mediaType: string): DomainError =>
  new DomainError('UNSUPPORTED_MEDIA_TYPE', 'unsupported', {
    detail: text(
      `요청된 "${mediaType}"가 지원되지 않는 미디어 형태입니다.`,
      `Unsupported media type "${mediaType}" in request.`,
    ),
  });

/** The client may not do this, whether it is logged in or not. */
export const forbidden = (): DomainError =>
  new DomainError('FORBIDDEN', 'forbidden', {
    detail: text('이 작업을 수행할 권한(permission)이 없습니다.', 'You do not have permission to perform this action.'),
  });

/** `If-Match` or `If-Unmodified-Since` of a file that has changed. */
export const preconditionFailed = (): HttpRefusal =>
  new HttpRefusal(412, 'PRECONDITION_FAILED', {
    detail: text('파일이 그 사이에 바뀌었습니다.', 'The file has changed since.'),
  });

/** `Range` beyond the end of a file. */
export const rangeNotSatisfiable = (contentRange?: string): HttpRefusal =>
  new HttpRefusal(
    416,
    'RANGE_NOT_SATISFIABLE',
    { detail: text('파일에 그런 범위가 없습니다.', 'The file has no such range.') },
    contentRange ? { 'Content-Range': contentRange } : {},
  );

/** The path exists, but not with this method. */
export const methodNotAllowed = (method: string, allowed: readonly string[]): HttpRefusal =>
  new HttpRefusal(
    405,
    'METHOD_NOT_ALLOWED',
    { detail: text(`메소드(Method) "${method}"는 허용되지 않습니다.`, `Method "${method}" not allowed.`) },
    { Allow: allowed.join(', ') },
  );

/** An unexpected error. The details are in the log only. */
export const internalError = (): HttpRefusal =>
  new HttpRefusal(500, 'INTERNAL', {
    detail: text('서버 장애가 발생했습니다.', 'Something went wrong on the server.'),
  });

/** The request did not arrive completely within the time limit. */
export const requestTimeout = (): HttpRefusal =>
  new HttpRefusal(408, 'REQUEST_TIMEOUT', {
    detail: text('요청이 제시간에 도착하지 않았습니다.', 'The request did not arrive in time.'),
  });

export const headersTooLarge = (): HttpRefusal =>
  new HttpRefusal(431, 'HEADERS_TOO_LARGE', {
    detail: text('요청 헤더가 너무 큽니다.', 'The headers of the request are too large.'),
  });
