import type { CouponService } from '../../src/coupon/coupon.service.js';
import { BY } from '../builders/actors.js';
import { Application, type Remote } from '../support/application.js';
import { onEachDatabase } from '../support/on-each-database.js';

const NO_REASON = { by: BY, note: null };
const TERMS = { name: '첫 화 무료', discountAmount: 1000, discountRate: 0, count: 10 };

onEachDatabase('CouponService', (kind) => {
  let coupons: Remote<CouponService>;

  beforeAll(async () => {
    coupons = (await Application.start(kind)).service<CouponService>('CouponService');
  });

  it('creates a coupon without event hours, in the time zone of Seoul', async () => {
    const hours = { startsAt: null, endsAt: null, timeZone: 'Asia/Seoul', paused: false };
    expect(await coupons.create(TERMS, NO_REASON)).toMatchObject({ ...TERMS, ...hours });
  });

  it('creates one coupon for a request that is sent twice with the same key', async () => {
    const reason = { ...NO_REASON, requestKey: 'a-key-of-the-form' };
    const terms = { ...TERMS, timeZone: 'Asia/Seoul' };
    const first = await coupons.create(terms, reason);
    expect(await coupons.create(terms, reason)).toEqual(first);
    const others = coupons.create({ ...terms, name: '다른 쿠폰' }, reason);
    await expect(others).rejects.toMatchObject({ code: 'REQUEST_KEY_REUSED' });
  });

  it('refuses every invalid field at once', async () => {
    const refused = coupons.create({ ...TERMS, name: '', discountRate: 101 }, NO_REASON);
    await expect(refused).rejects.toMatchObject({ code: 'INVALID', body: { name: [{}], discountRate: [{}] } });
  });

  it('refuses an event that ends before it starts', async () => {
    const { id } = await coupons.create(TERMS, NO_REASON);
    const hours = { startsAt: new Date('2026-10-02T00:00:00Z'), endsAt: new Date('2026-10-01T00:00:00Z') };
    await expect(coupons.edit(id, hours, BY)).rejects.toMatchObject({ code: 'INVALID' });
  });

  it('edits a coupon only if the field still has the value that the operator saw', async () => {
    const { id } = await coupons.create(TERMS, NO_REASON);
    await coupons.edit(id, { name: '새 이름' }, BY, { name: TERMS.name });
    const stale = coupons.edit(id, { name: '내 이름' }, BY, { name: TERMS.name });
    await expect(stale).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' });
    expect(await coupons.edit(id, { discountRate: 5 }, BY, { name: '새 이름' })).toMatchObject({ name: '새 이름' });
  });
});
