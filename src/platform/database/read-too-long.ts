import { DomainError } from '../errors/domain-error.js';
import { text } from '../errors/text.js';

/** A background read exceeded its time limit. The client may retry it, because it changed nothing. */
export const readTooLong = (): DomainError =>
  new DomainError(
    'READ_TOO_LONG',
    'unavailable',
    {
      detail: text(
        '조회가 너무 오래 걸려 중단했습니다. 조건을 더해 좁히거나 잠시 후 다시 시도해 주세요.',
        'The query took too long and was stopped. Narrow the search, or try again in a moment.',
      ),
    },
    2,
  );
