import type { LiveCounters } from '../../src/coupon/live/live-counters.js';
import type { PressCounts } from '../../src/coupon/live/press-counts.js';
import { aCoupon } from '../builders/coupons.js';
import { memberRow } from '../builders/member-row.js';
import { aWork } from '../builders/works.js';
import { Application } from '../support/application.js';
import { issueTogether } from '../support/issuing.js';
import { onPostgres } from '../support/on-each-database.js';
import { countOf, insertRow } from '../support/test-database.js';

/** The live view takes the counts away every second; not from now on. */
const keepCounts = (application: Application): Promise<void> =>
  application.run(({ get }) => {
    get<LiveCounters>('LiveCounters').take = () => new Map();
    return Promise.resolve();
  }, undefined);

const countsOf = (application: Application, couponId: number): Promise<PressCounts> =>
  application.run(({ get }, id) => Promise.resolve(get<LiveCounters>('LiveCounters').of(id)), couponId);

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
    await keepCounts(application);
    expect(await issueTogether(application, presses)).toEqual([
      { refusal: 'P0001' },
      { refusal: 'UNAVAILABLE' },
      { refusal: 'UNAVAILABLE' },
    ]);
    expect(await countOf(database, 'coupon_user', 'TRUE')).toBe(0);
    // The batch of three failed, and then two that were tried alone: each press counts once.
    expect(await countsOf(application, couponId)).toMatchObject({ UNAVAILABLE: 3, batches: 3, batched: 5 });
    await database.execute('DROP TRIGGER refuse ON "coupon_user"');
    const again = await issueTogether(application, presses);
    expect(again.map(({ code }) => typeof code)).toEqual(['string', 'string', 'string']);
  });
});
