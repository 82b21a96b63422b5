import { DomainError } from '../../platform/errors/domain-error.js';
import { text, type Text } from '../../platform/errors/text.js';

/** The file is not readable as CSV with a title column. */
export const unusableFile = (problem: Text): DomainError =>
  new DomainError('UNUSABLE_FILE', 'invalid', { detail: problem });

/** The file is readable, but exceeds a limit. */
export const fileTooLarge = (problem: Text): DomainError =>
  new DomainError('UNUSABLE_FILE', 'too-large', { detail: problem });

/** Nothing was written, because some lines cannot be imported. */
export const refusedLines = (count: number): DomainError =>
  new DomainError('REFUSED_LINES', 'invalid', {
    detail: text(
      `가져올 수 없는 줄이 ${count}개 있어 아무것도 저장하지 않았습니다.`,
      `Nothing was saved: ${count} line${count === 1 ? '' : 's'} cannot be imported.`,
    ),
  });
