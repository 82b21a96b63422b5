import { DomainError } from '../../../platform/errors/domain-error.js';
import { text } from '../../../platform/errors/text.js';
import { notFound } from '../../../platform/http/errors/refusals.js';

export const noSuchRevocation = notFound;

/** @param id of the revocation that is running */
export const revocationRunning = (id: number): DomainError =>
  new DomainError('REVOCATION_RUNNING', 'conflict', {
    detail: text(
      `다른 일괄 회수(${id}번)가 진행 중입니다. 끝난 다음 다시 시도하거나 먼저 취소하세요.`,
      `Another bulk revocation (no. ${id}) is running. Try again when it has ended, or cancel it first.`,
    ),
    revocation: id,
  });
