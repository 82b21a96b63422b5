import { aCoupon } from '../builders/coupons.js';
import { memberRow } from '../builders/member-row.js';
import { aWork } from '../builders/works.js';
import { Application } from '../support/application.js';
import { issueTogether } from '../support/issuing.js';
import { onPostgres } from '../support/on-each-database.js';
import { countOf, insertRow } from '../support/test-database.js';

onPostgres('CouponIssuer on PostgreSQL, when an outage begins after a batch has failed,', () => {
  it('tries its presses one by one up to the first that the database fails, and gives the rest the same answer', async () => {
    const application = await Application.start('postgres');
    const { database } = application;
    const row = await memberRow('not-needed-here-5');
    const members: number[] = [];
    for (const name of ['bad', 'during', 'after']) members.push(await insertRow(database, 'user', row(`${name}@a.kr`)));
    // 53100: the disk is full.
    await database.execute(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NEW.user_id = ${members[0]} THEN RAISE EXCEPTION 'refused by the test'; END IF;
      IF NEW.user_id = ${members[1]} THEN RAISE EXCEPTION 'refused by the test' USING ERRCODE = '53100'; END IF;
      RETURN NEW; END $$`);
    await database.execute(
      'CREATE TRIGGER refuse BEFORE INSERT ON "coupon_user" FOR EACH ROW EXECUTE FUNCTION refuse()',
    );
    const [couponId, workId] = [await aCoupon(database, { count: 5 }), await aWork(database)];
    const presses = members.map((userId) => ({ couponId, workId, userId }));
    expect(await issueTogether(application, presses)).toEqual([
      { refusal: 'P0001' },
      { refusal: 'UNAVAILABLE' },
      { refusal: 'UNAVAILABLE' },
    ]);
    expect(await countOf(database, 'coupon_user', 'TRUE')).toBe(0);
    await database.execute('DROP TRIGGER refuse ON "coupon_user"');
    const again = await issueTogether(application, presses);
    expect(again.map(({ code }) => typeof code)).toEqual(['string', 'string', 'string']);
  });
});
