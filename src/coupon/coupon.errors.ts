import { DomainError, FixedRefusal } from '../platform/errors/domain-error.js';
import { invalidFields, noSuchId, type FieldMessages } from '../platform/errors/invalid-fields.js';
import { text } from '../platform/errors/text.js';
import { unavailable, type Outage } from '../platform/errors/unavailable.js';
import { notFound } from '../platform/http/errors/refusals.js';
import type { ClosedReason } from './event-hours.js';

const SOLD_OUT = new FixedRefusal('SOLD_OUT', 'invalid', {
  result: text('쿠폰이 모두 소진되었습니다', 'The coupon is sold out.'),
});

export const soldOut = (): DomainError => SOLD_OUT;

/**
 * For every failure of the database while a batch is processed. It is not distinguished whether the batch may have been
 * written: a failed read gets this message as well.
 */
export const outcomeUnknown = (cause?: unknown): DomainError =>
  unavailable(
    cause as Outage | undefined,
    text(
      '쿠폰이 발급되었는지 아직 확인하지 못했습니다. 다시 눌러 주세요. 이미 발급되었다면 같은 코드를 받습니다.',
      'It is not known yet whether the coupon was issued. Repeat the request: if it was issued, you get the same code.',
    ),
  );

const CLOSED: Readonly<Record<ClosedReason, FixedRefusal>> = {
  'not-started': new FixedRefusal('NOT_STARTED', 'invalid', {
    result: text('아직 시작하지 않은 이벤트입니다', 'The event has not started yet.'),
  }),
  ended: new FixedRefusal('ENDED', 'invalid', { result: text('종료된 이벤트입니다', 'The event has ended.') }),
  paused: new FixedRefusal('PAUSED', 'invalid', {
    result: text(
      '이벤트가 잠시 멈추었습니다. 잠시 후 다시 시도해 주세요',
      'The event is paused. Please try again in a moment.',
    ),
  }),
};

export const closedNow = (why: ClosedReason): DomainError => CLOSED[why];

/** @param held the issued coupon as JSON: a retry after a lost response returns its code */
export const alreadyIssued = (held: Readonly<Record<string, unknown>>): DomainError =>
  new DomainError('ALREADY_ISSUED', 'invalid', {
    result: text('이미 쿠폰을 받았습니다', 'The coupon was already issued to this member.'),
    coupon_user: held,
  });

export const revoked = (): DomainError =>
  new DomainError('REVOKED', 'invalid', {
    result: text('회수된 쿠폰입니다. 다시 받을 수 없습니다', 'The coupon was revoked and cannot be issued again.'),
  });

/** For operators who change a revoked coupon. */
export const cannotMarkRevoked = (): DomainError =>
  new DomainError('REVOKED', 'invalid', {
    detail: text(
      '회수된 쿠폰은 사용 처리를 변경할 수 없습니다.',
      'A revoked coupon cannot be marked as used or unused.',
    ),
  });

/**
 * The discount is spent, so the unit must not return to the stock. An operator who marks the coupon as unused states that it was not
 * spent.
 */
export const cannotRevokeUsed = (): DomainError =>
  new DomainError('ALREADY_USED', 'conflict', {
    detail: text(
      '사용한 쿠폰은 회수할 수 없습니다. 사용 처리를 취소한 다음 회수하세요.',
      'A used coupon cannot be revoked. Mark it as unused first, then revoke it.',
    ),
  });

/** For operators who restore a revoked coupon: its unit was returned and issued again. */
export const noUnitToRestore = (): DomainError =>
  new DomainError('SOLD_OUT', 'invalid', {
    detail: text(
      '남은 재고가 없어 회수를 취소할 수 없습니다. 재고를 늘린 다음 다시 시도하세요.',
      'The coupon cannot be restored because no stock remains. Add stock, then try again.',
    ),
  });

export const noSuchCouponOrWork = (missing: { coupon?: number; work?: number }): DomainError => {
  const fields = Object.entries(missing).map(([field, id]) => [field, [noSuchId(id)]]);
  return invalidFields(Object.fromEntries(fields) as FieldMessages, 'DOES_NOT_EXIST');
};

export const noSuchCoupon = notFound;

export const noSuchCouponUser = notFound;

export const stockOutOfRange = (remaining: number): DomainError =>
  invalidFields(
    {
      delta: [
        text(
          `재고는 0보다 작거나 2,147,483,647보다 클 수 없습니다. 지금 남은 수량은 ${remaining}개입니다.`,
          `The stock cannot be less than 0 or more than 2,147,483,647. Remaining now: ${remaining}.`,
        ),
      ],
    },
    'STOCK_RANGE',
  );

/** An earlier request with the same idempotency key made a different change. */
export const requestKeyReused = (): DomainError =>
  new DomainError('REQUEST_KEY_REUSED', 'conflict', {
    detail: text(
      '같은 요청 키로 다른 변경이 이미 처리되었습니다. 이번에는 아무것도 바꾸지 않았습니다. 현재 값을 확인하고 양식을 다시 열어 주세요.',
      'Another change was already made with this request key. Nothing was changed this time. Check the current values, then open the form again.',
    ),
  });

/** The unit of a revoked coupon would exceed the maximum stock. */
export const stockFull = (): DomainError =>
  new DomainError('STOCK_RANGE', 'invalid', {
    detail: text(
      '재고가 최대 수량인 2,147,483,647개라서 이 쿠폰을 회수할 수 없습니다. 재고를 줄인 다음 회수하세요.',
      'The stock is at its maximum of 2,147,483,647, so the unit cannot be returned. Reduce the stock first, then revoke the coupon.',
    ),
  });

export const couponHasIssued = (): DomainError =>
  new DomainError('HAS_ISSUED_COUPONS', 'conflict', {
    detail: text(
      '이미 발급된 쿠폰이 있어 삭제할 수 없습니다. 대신 숨길 수 있습니다.',
      'This coupon cannot be deleted because it has already been issued. You can hide it instead.',
    ),
  });

export const hiddenFromEventPage = (): DomainError =>
  new DomainError('COUPON_HIDDEN', 'conflict', {
    detail: text(
      '숨긴 쿠폰은 이벤트 페이지에 표시할 수 없습니다. 먼저 숨김을 해제하세요.',
      'A hidden coupon cannot be shown on the event page. Unhide it first.',
    ),
  });

type Named = { readonly id: number; readonly name: string };

/** Stands for no coupon where an id is expected. */
export const NO_COUPON = 0;

/** The operator must confirm the change: the request is repeated with `follows` as its `confirmed` field. */
export const onEventPage = (current: Named, next: Named | undefined): DomainError =>
  new DomainError('ON_EVENT_PAGE', 'conflict', {
    detail: next
      ? text(
          `지금 이벤트 페이지에 표시 중인 쿠폰입니다: ${current.name}. 계속하면 ${next.id}번 쿠폰이 대신 표시됩니다: ${next.name}. 계속할까요?`,
          `This coupon is shown on the event page now: ${current.name}. If you continue, coupon ${next.id} is shown instead: ${next.name}. Continue?`,
        )
      : text(
          `지금 이벤트 페이지에 표시 중인 쿠폰입니다: ${current.name}. 계속하면 “쿠폰 정보 없음”이 대신 표시됩니다. 계속할까요?`,
          `This coupon is shown on the event page now: ${current.name}. If you continue, the page shows no coupon. Continue?`,
        ),
    follows: next?.id ?? NO_COUPON,
  });
