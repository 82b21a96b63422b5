import { aCoupon } from './builders/coupons.js';
import { aSoldCoupon } from './builders/sold-coupon.js';
import { aWork } from './builders/works.js';
import { addedBy } from './support/audit-log.js';
import type { Answer } from './support/answer.js';
import { onEachDatabase } from './support/on-each-database.js';
import { operator, type PanelClient } from './support/panel-client.js';
import { expectRefusal } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';
import type { TestDatabase } from './support/test-database.js';

const TERMS = { name: '여름 쿠폰', discount_amount: '3000', discount_rate: '0', count: '5' };
const HOURS_REVERSED = { starts_at: '2030-07-02 12:00', ends_at: '2030-07-01 12:00', time_zone: 'Asia/Seoul' };

onEachDatabase('The history of saves and deletions that are refused', (kind) => {
  let server: RunningServer;
  let database: TestDatabase;
  let admin: PanelClient;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    database = server.database;
    admin = await operator(server);
  });

  it('has a line for each deleted row of several, and none for the row that is kept', async () => {
    const { coupon, work } = await aSoldCoupon(database, { issued: 1 });
    const cases = [
      ['works', 'delete-work', work, [await aWork(database), await aWork(database)]],
      ['coupons', 'delete-coupon', coupon, [await aCoupon(database), await aCoupon(database)]],
    ] as const;
    for (const [resource, action, kept, [first, second]] of cases) {
      const added = await addedBy(database, async () => {
        const ids = [first, kept, second].join();
        const answer = await admin.post(`/resources/${resource}/bulk/bulkDelete?recordIds=${ids}`);
        expect(answer.status).toBe(200);
      });
      const targets = added.map(([act, target]) => [act, (target as unknown[])[1]]);
      expect(targets.sort()).toEqual([
        [action, first],
        [action, second],
      ]);
      expect((await admin.row(resource, kept)).id).toBe(kept);
    }
  });

  async function expectNoLine(status: number, code: string, save: () => Promise<Answer>): Promise<void> {
    expect(
      await addedBy(database, async () => {
        expectRefusal(await save(), status, code);
      }),
    ).toEqual([]);
  }

  it.each([
    ['works', () => aWork(database), { title: '다른 사람의 제목' }, { title: '내 제목' }],
    ['coupons', () => aCoupon(database), { name: '다른 사람의 이름' }, { name: '내 이름' }],
  ] as const)('has no line of a stale form: %s', async (resource, create, theirs, mine) => {
    const id = await create();
    const [first, second] = [await admin.openForm(resource, id), await admin.openForm(resource, id)];
    expect((await first(theirs)).status).toBe(200);
    await expectNoLine(409, 'CHANGED_MEANWHILE', () => second(mine));
  });

  it('has no line of a title that another work has', async () => {
    await aWork(database, '이미 있는 제목');
    const save = await admin.openForm('works', await aWork(database));
    await expectNoLine(400, 'TITLE_TAKEN', () => admin.create('works', { title: '이미 있는 제목' }));
    await expectNoLine(400, 'TITLE_TAKEN', () => save({ title: '이미 있는 제목' }));
  });

  it.each([
    ['works', 'no title', { title: ' ' }],
    ['works', 'a long title', { title: '가'.repeat(101) }],
    ['coupons', 'no name', { name: '' }],
    ['coupons', 'an amount below 0', { discount_amount: '-1' }],
    ['coupons', 'a rate above 100', { discount_rate: '101' }],
    ['coupons', 'an end before the start', HOURS_REVERSED],
    ['coupons', 'an unknown time zone', { time_zone: 'Nowhere' }],
  ] as const)('has no line of invalid %s: %s', async (resource, _, typed: Record<string, string>) => {
    const id = resource === 'works' ? await aWork(database) : await aCoupon(database);
    const save = await admin.openForm(resource, id);
    await expectNoLine(400, 'INVALID', () => save(typed));
    await expectNoLine(400, 'INVALID', () => admin.create(resource, { ...TERMS, ...typed }));
  });
});
