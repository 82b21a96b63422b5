import { DomainError } from '../platform/errors/domain-error.js';
import { invalidFields } from '../platform/errors/invalid-fields.js';
import { text, type Text } from '../platform/errors/text.js';

export const titleTaken = (): DomainError =>
  invalidFields(
    { title: [text('work의 title은/는 이미 존재합니다.', 'A work with this title already exists.')] },
    'TITLE_TAKEN',
  );

export const badTitle = (problem: Text): DomainError => invalidFields({ title: [problem] });

export const noSuchWork = (): DomainError =>
  new DomainError('NOT_FOUND', 'not-found', { detail: text('작품을 찾을 수 없습니다.', 'The work was not found.') });

export const workHasIssuedCoupons = (): DomainError =>
  new DomainError('HAS_ISSUED_COUPONS', 'conflict', {
    detail: text(
      '이 작품으로 발급된 쿠폰이 있어 삭제할 수 없습니다. 대신 숨길 수 있습니다.',
      'This work cannot be deleted because coupons were issued for it. You can hide it instead.',
    ),
  });
