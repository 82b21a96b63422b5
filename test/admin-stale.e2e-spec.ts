import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { holdLock, holdRows, waitingForLock } from './faults/held-lock.js';
import type { Answer } from './support/answer.js';
import { operator, withRole, type PanelClient, type PanelAnswer } from './support/panel-client.js';
import { onEachDatabase } from './support/on-each-database.js';
import { expectRefusal } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';

/** Saves first. The refusals of the admin's forms must name this operator. */
const COLLEAGUE = 'colleague@example.com';
const SEOUL = { starts_at: '2030-07-01 12:00', ends_at: '2030-07-02 12:00', time_zone: 'Asia/Seoul' };
const LATER = { starts_at: '2030-07-01 18:00', ends_at: '2030-07-03 00:00' };

onEachDatabase('A form that was opened before another operator saved', (kind) => {
  let server: RunningServer;
  let admin: PanelClient;
  let colleague: PanelClient;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    admin = await operator(server);
    colleague = (await withRole(server, 'operator', COLLEAGUE)).panel;
  });

  async function couponWith(hours: Record<string, string> = SEOUL): Promise<number> {
    const terms = { name: '여름 쿠폰', discount_amount: '3000', discount_rate: '0', count: '5' };
    return (await admin.create('coupons', { ...terms, ...hours })).json<PanelAnswer>().record.id;
  }

  const params = async (id: number): Promise<Record<string, unknown>> => (await admin.row('coupons', id)).params;

  async function saveMeanwhile(id: number, typed: Record<string, string>): Promise<void> {
    const save = await colleague.openForm('coupons', id);
    expect((await save(typed)).status).toBe(200);
  }

  it('does not bring the old hours back with another time zone, and says what the hours are now', async () => {
    const id = await couponWith();
    const save = await admin.openForm('coupons', id);
    await saveMeanwhile(id, LATER);
    const refused = await save({ time_zone: 'Asia/Tokyo' });
    expectRefusal(refused, 409, 'CHANGED_MEANWHILE');
    const { notice, record } = refused.json<PanelAnswer>();
    expect(notice?.message).toContain('양식을 다시 열어');
    expect(record.errors['starts_at']?.message).toBe(
      `현재 값: 2030-07-01 18:00 ~ 2030-07-03 00:00 (Asia/Seoul) (${COLLEAGUE} 님이 변경). ` +
        '입력한 값: 2030-07-01 12:00 ~ 2030-07-02 12:00 (Asia/Tokyo)',
    );
    expect(record.params).toMatchObject({ ...SEOUL, time_zone: 'Asia/Tokyo' });
    expect(await params(id)).toMatchObject({ ...LATER, time_zone: 'Asia/Seoul' });
  });

  it('is refused again when it is sent again, and saved once it is opened again', async () => {
    const id = await couponWith();
    const save = await admin.openForm('coupons', id);
    await saveMeanwhile(id, LATER);
    for (let twice = 0; twice < 2; twice++) expectRefusal(await save({ time_zone: 'Asia/Tokyo' }), 409);
    await saveMeanwhile(id, { time_zone: 'Asia/Tokyo' });
    expect(await params(id)).toMatchObject({ ...LATER, time_zone: 'Asia/Tokyo' });
  });

  it.each([
    ['an end, when the zone is another', { time_zone: 'UTC' }, { ends_at: '2030-07-05 00:00' }],
    ['an end, when the start is another', { starts_at: '2030-07-01 00:00' }, { ends_at: '2030-07-01 06:00' }],
    ['a start, when it was taken away', { starts_at: '' }, { starts_at: '2030-07-01 13:00' }],
    ['a name, when it is another', { name: '가을 쿠폰' }, { name: '겨울 쿠폰' }],
    ['an amount, when it is another', { discount_amount: '1000' }, { discount_amount: '2000' }],
    ['a rate, when it is another', { discount_rate: '5' }, { discount_rate: '7' }],
  ])('does not overwrite %s', async (_, theirs: Record<string, string>, mine: Record<string, string>) => {
    const id = await couponWith();
    const save = await admin.openForm('coupons', id);
    await saveMeanwhile(id, theirs);
    const before = await params(id);
    const refused = await save(mine);
    expectRefusal(refused, 409, 'CHANGED_MEANWHILE');
    const { params: posted, errors } = refused.json<PanelAnswer>().record;
    expect(posted).toMatchObject(mine);
    const [said, ...more] = Object.values(errors).map(({ message }) => message);
    expect([said, more]).toEqual([expect.stringContaining(`(${COLLEAGUE} 님이 변경)`), []]);
    expect(await params(id)).toEqual(before);
  });

  it('saves the fields that no other operator changed', async () => {
    const id = await couponWith();
    const save = await admin.openForm('coupons', id);
    await saveMeanwhile(id, { ...LATER, discount_amount: '1000' });
    expect((await save({ name: '새 이름', discount_rate: '9' })).status).toBe(200);
    expect(await params(id)).toMatchObject({ ...LATER, name: '새 이름', discount_amount: 1000, discount_rate: 9 });
  });

  it('may be sent twice: the second time there is nothing left to save', async () => {
    const id = await couponWith();
    const save = await admin.openForm('coupons', id);
    const mine = { name: ' 새 이름 ', ends_at: '2030-07-09 00:00', time_zone: 'Europe/Paris' };
    const answers = await Promise.all([save(mine), save(mine)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await params(id)).toMatchObject({ ...SEOUL, ...mine, name: '새 이름' });
  });

  it('does not overwrite a title either', async () => {
    const id = await aWork(server.database, '옛 제목');
    const [first, second] = [await colleague.openForm('works', id), await admin.openForm('works', id)];
    expect((await first({ title: '첫 제목' })).status).toBe(200);
    const refused = await second({ title: '둘째 제목' });
    expectRefusal(refused, 409, 'CHANGED_MEANWHILE');
    expect(refused.json<PanelAnswer>().record.errors['title']?.message).toBe(
      `현재 값: 첫 제목 (${COLLEAGUE} 님이 변경). 입력한 값: 둘째 제목`,
    );
    expect((await first({ title: '첫 제목' })).status).toBe(200);
    expect((await admin.row('works', id)).title).toBe('첫 제목');
  });

  it('names whoever saved this field last, not who saved it earlier or another field later', async () => {
    const id = await couponWith();
    const save = await admin.openForm('coupons', id);
    expect((await (await admin.openForm('coupons', id))({ name: '첫 이름' })).status).toBe(200);
    await saveMeanwhile(id, { name: '둘째 이름' });
    expect((await (await admin.openForm('coupons', id))({ discount_rate: '9' })).status).toBe(200);
    const refused = await save({ name: '내 이름' });
    expectRefusal(refused, 409, 'CHANGED_MEANWHILE');
    expect(refused.json<PanelAnswer>().record.errors['name']?.message).toContain(`둘째 이름 (${COLLEAGUE} 님이 변경)`);
  });

  it('is compared with the row under its lock: of two that wait for it, one is refused', async () => {
    const coupon = await aCoupon(server.database);
    const work = await aWork(server.database);
    const cases: [string, number, () => Promise<() => Promise<void>>, Record<string, string>[]][] = [
      [
        'coupons',
        coupon,
        () => holdLock(server.database, coupon),
        [{ time_zone: 'UTC' }, { starts_at: '2031-01-01 00:00' }],
      ],
      [
        'works',
        work,
        () => holdRows(server.database, `"work" WHERE "id" = ${work}`),
        [{ title: '하나' }, { title: '둘' }],
      ],
    ];
    for (const [resource, id, hold, typed] of cases) {
      const forms = await Promise.all(typed.map(() => admin.openForm(resource, id)));
      const release = await hold();
      const saving: Promise<Answer>[] = forms.map((save, place) => save(typed[place]!));
      if (kind === 'postgres') await waitingForLock(server.database, 2);
      await release();
      expect((await Promise.all(saving)).map(({ status }) => status).sort()).toEqual([200, 409]);
    }
  });
});
