import { DomainError } from '../platform/errors/domain-error.js';
import { text } from '../platform/errors/text.js';

/** For operators who ask for the preview of a moment that does not exist. */
export const noSuchMoment = (): DomainError =>
  new DomainError('INVALID', 'invalid', {
    detail: text(
      '미리 볼 시각을 이벤트의 시간대에 있는 2026-10-01 12:00이나 2026-10-01 12:00:30처럼 적어 주세요. 시작이나 종료를 고르려면 쿠폰에 그 시각이 있어야 합니다.',
      'Enter a time that exists in the event’s time zone, such as 2026-10-01 12:00 or 2026-10-01 12:00:30. To choose the start or the end, the coupon must have one.',
    ),
  });
