import type { CouponIssuer } from '../../src/coupon/issuing/coupon-issuer.js';
import { aCoupon } from '../builders/coupons.js';
import { memberRow } from '../builders/member-row.js';
import { aWork } from '../builders/works.js';
import { Application, type Remote } from '../support/application.js';
import { issueTogether } from '../support/issuing.js';
import { onEachDatabase } from '../support/on-each-database.js';
import { insertRow, type TestDatabase } from '../support/test-database.js';

const CODE = expect.stringMatching(/^[A-Z2-9]{8}$/) as string;

onEachDatabase('CouponIssuer', (kind) => {
  let application: Application;
  let database: TestDatabase;
  let issuer: Remote<CouponIssuer>;
  let members: number[];
  let workId: number;

  beforeAll(async () => {
    application = await Application.start(kind);
    database = application.database;
    issuer = application.service<CouponIssuer>('CouponIssuer');
    const row = await memberRow('not-needed-here-5');
    members = [];
    for (const name of ['one', 'two', 'three']) members.push(await insertRow(database, 'user', row(`${name}@a.kr`)));
    workId = await aWork(database);
  });

  const press = (couponId: number, member: number, work = workId) => ({
    couponId,
    workId: work,
    userId: members[member]!,
  });

  it('issues a code and takes one unit from the stock', async () => {
    const coupon = await aCoupon(database, { count: 5 });
    expect(await issuer.issue(press(coupon, 0))).toMatchObject({ code: CODE, userId: members[0], isUsed: false });
    expect(await database.rows('SELECT "count" FROM "coupon" WHERE "id" = $1', [coupon])).toEqual([{ count: 4 }]);
  });

  it('refuses a second press for the same work, and issues for another work', async () => {
    const coupon = await aCoupon(database);
    await issuer.issue(press(coupon, 0));
    await expect(issuer.issue(press(coupon, 0))).rejects.toMatchObject({ code: 'ALREADY_ISSUED' });
    expect(await issuer.issue(press(coupon, 0, await aWork(database)))).toMatchObject({ code: CODE });
  });

  it('gives the last unit to the first press', async () => {
    const coupon = await aCoupon(database, { count: 1 });
    const answers = await issueTogether(application, [press(coupon, 2), press(coupon, 0), press(coupon, 1)]);
    expect(answers).toEqual([{ code: CODE }, { refusal: 'SOLD_OUT' }, { refusal: 'SOLD_OUT' }]);
  });

  it.each([
    ['NOT_STARTED', { starts_at: new Date('2999-01-01T00:00:00Z') }],
    ['ENDED', { ends_at: new Date('2001-01-01T00:00:00Z') }],
    ['PAUSED', { paused: true }],
    ['DOES_NOT_EXIST', { is_hidden: true }],
  ])('refuses with %s', async (code, shape) => {
    const coupon = await aCoupon(database, shape);
    await expect(issuer.issue(press(coupon, 0))).rejects.toMatchObject({ code });
  });
});
