import { aCoupon } from './builders/coupons.js';
import { memberRow } from './builders/member-row.js';
import { aWork } from './builders/works.js';
import { Application } from './support/application.js';
import { issueTogether, issueWithAlphabet } from './support/issuing.js';
import { onEachDatabase } from './support/on-each-database.js';
import { countOf, insertRow, type TestDatabase } from './support/test-database.js';
import { verification } from './support/verification.js';

onEachDatabase('Presses that arrive in one turn', (kind) => {
  let application: Application;
  let database: TestDatabase;
  let members: number[];
  let workId: number;

  beforeAll(async () => {
    application = await Application.start(kind);
    database = application.database;
    const row = await memberRow('no-hash-is-compared-7');
    members = [];
    for (let member = 0; member < 120; member++)
      members.push(await insertRow(database, 'user', row(`batch-${member}@example.com`)));
    workId = await aWork(database);
  });

  it('get the stock in the order of their arrival', async () => {
    const couponId = await aCoupon(database, { count: 5 });
    const presses = members
      .slice(0, 12)
      .reverse()
      .map((userId) => ({ couponId, workId, userId }));
    const answers = await issueTogether(application, presses);
    const soldOut = { refusal: 'SOLD_OUT' };
    expect(answers.slice(0, 5).filter(({ code }) => code)).toHaveLength(5);
    expect(answers.slice(5)).toEqual(Array.from({ length: 7 }, () => soldOut));
  });

  it('get their own answer each, whatever the result of the others in the batch', async () => {
    const couponId = await aCoupon(database, { count: 1 });
    const [one, two] = members as [number, number];
    const of = (userId: number, work = workId): object => ({ couponId, workId: work, userId });
    const presses = [of(two, 999_999), of(one), of(two), of(one)] as Parameters<typeof issueTogether>[1];
    expect(await issueTogether(application, presses)).toEqual([
      { refusal: 'DOES_NOT_EXIST' },
      { code: expect.stringMatching(/^\w{8}$/) as string },
      { refusal: 'SOLD_OUT' },
      { refusal: 'ALREADY_ISSUED' },
    ]);
  });

  it('get a new code when the first one is taken: 120 of the 256 that two letters can make', async () => {
    const couponId = await aCoupon(database, { count: 200 });
    const presses = members.map((userId) => ({ couponId, workId, userId }));
    const codes: string[] = [];
    for (let place = 0; place < presses.length; place += 40)
      codes.push(...(await issueWithAlphabet(application, presses.slice(place, place + 40), 'XY')));
    for (const code of codes) expect(code).toMatch(/^[XY]{8}$/);
    expect(new Set(codes).size).toBe(120);
    expect(await countOf(database, 'coupon_user', `"coupon_id" = ${couponId}`)).toBe(120);
  });

  if (kind === 'sqlite') onTheIssuingThread();

  it('leave a database in which npm run verify finds nothing wrong', async () => {
    expect(await verification(database)).toEqual({ code: 0, found: [] });
  });

  function onTheIssuingThread(): void {
    it.each([0, 1, 2, 3, 5])('lose nothing when the worker thread ends after %d ms', async (endThreadAfter) => {
      const couponId = await aCoupon(database, { count: 200 });
      const presses = members.map((userId) => ({ couponId, workId, userId }));
      const first = issueTogether(application, presses);
      await application.run(async ({ endThread }, milliseconds) => {
        await new Promise((resolve) => setTimeout(resolve, milliseconds));
        await endThread('issuing.thread.js');
      }, endThreadAfter);
      const told = await first;
      const again = await issueTogether(application, presses);
      const outcomes = new Set(told.map(({ code, refusal }) => (code ? 'code' : refusal)));
      expect(['code', 'UNAVAILABLE']).toEqual(expect.arrayContaining([...outcomes]));
      expect(again).not.toContainEqual({ refusal: 'UNAVAILABLE' });
      told.forEach(({ code }, place) => code && expect(again[place]).toEqual({ refusal: 'ALREADY_ISSUED' }));
      expect(await countOf(database, 'coupon_user', `"coupon_id" = ${couponId}`)).toBe(120);
    });

    it('roll back when their batch fails after its rows were written, though other batches share its commit', async () => {
      const [first, failing, sharing] = await Promise.all([1, 2, 3].map(() => aCoupon(database, { count: 10 })));
      await database.execute(`CREATE TRIGGER no_movement BEFORE INSERT ON stock_movement
      WHEN NEW.coupon_id = ${failing} BEGIN SELECT RAISE(ABORT, 'no movement'); END`);
      // While the first coupon's batch is under way, the two others come to wait, and go into one transaction.
      const presses = [first!, failing!, failing!, sharing!, sharing!].map((couponId, place) => ({
        couponId,
        workId,
        userId: members[place]!,
      }));
      const told = await issueTogether(application, presses);
      await database.execute('DROP TRIGGER no_movement');
      expect(told.map(({ code }) => Boolean(code))).toEqual([true, false, false, true, true]);
      expect(await countOf(database, 'coupon_user', `"coupon_id" = ${failing}`)).toBe(0);
      expect(await countOf(database, 'coupon_user', `"coupon_id" = ${sharing}`)).toBe(2);
    });
  }
});
