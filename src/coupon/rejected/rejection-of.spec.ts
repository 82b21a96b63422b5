import { alreadyIssued, closedNow, noSuchCouponOrWork, outcomeUnknown, revoked, soldOut } from '../coupon.errors.js';
import { overloaded } from '../../platform/errors/overloaded.js';
import { throttled } from '../../platform/throttle/throttled.js';
import { rejectionOf } from './rejection-of.js';

describe('rejectionOf', () => {
  it.each([
    ['SOLD_OUT', soldOut()],
    ['NOT_STARTED', closedNow('not-started')],
    ['ENDED', closedNow('ended')],
    ['PAUSED', closedNow('paused')],
    ['REVOKED', revoked()],
    ['DOES_NOT_EXIST', noSuchCouponOrWork({ coupon: 1 })],
    ['THROTTLED', throttled(7, 240)],
    ['OVERLOADED', overloaded()],
    ['UNAVAILABLE', outcomeUnknown()],
    ['INTERNAL', new TypeError('a fault')],
  ])('is %s', (rejection, error) => expect(rejectionOf(error)).toBe(rejection));

  it('is undefined for a member who has the coupon', () => expect(rejectionOf(alreadyIssued({}))).toBeUndefined());
});
