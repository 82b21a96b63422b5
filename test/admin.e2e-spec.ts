import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { operator, type PanelClient, type PanelAnswer } from './support/panel-client.js';
import { member } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { expectRefusal } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';
import { countOf } from './support/test-database.js';

const TERMS = { name: '가을 쿠폰', discount_amount: '3000', discount_rate: '10', count: '5' };

onEachDatabase('An operator', (kind) => {
  let server: RunningServer;
  let admin: PanelClient;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    admin = await operator(server);
  });

  const created = async (resource: string, fields: Record<string, string>): Promise<number> => {
    const answer = await admin.create(resource, fields);
    expect([answer.status, answer.json<PanelAnswer>().notice?.type]).toEqual([200, 'success']);
    return answer.json<PanelAnswer>().record.id;
  };

  const titles = async (query: string): Promise<string[]> =>
    (await admin.rows('works', query)).map(({ title }) => title);

  it('creates, finds, renames and deletes works', async () => {
    const id = await created('works', { title: '  메밀꽃 필 무렵 ' });
    await created('works', { title: '100%_할인! Moby-Dick' });
    expect(await titles('filters.title=꽃'.replace('꽃', encodeURIComponent('꽃')))).toEqual(['메밀꽃 필 무렵']);
    expect(await titles('filters.title=%25_')).toEqual(['100%_할인! Moby-Dick']);
    expect(await titles('filters.title=moby')).toEqual(['100%_할인! Moby-Dick']);
    expect(await titles('filters.title=_')).toHaveLength(1);
    expect(await titles('sortBy=id&direction=desc&perPage=1&page=2')).toEqual(['메밀꽃 필 무렵']);
    expect(await titles('filters.created_at~~from=2020-01-01&filters.created_at~~to=2020-12-31')).toEqual([]);
    expect((await admin.act('works', id, 'edit', { title: '봄봄' })).status).toBe(200);
    expect((await admin.row('works', id)).title).toBe('봄봄');
    expect((await admin.act('works', id, 'delete')).json<PanelAnswer>().notice?.message).toBe('successfullyDeleted');
    expectRefusal(await admin.get(`/resources/works/records/${id}/show`), 404, 'NOT_FOUND');
  });

  it.each([
    ['a title of 101 characters', '가'.repeat(101)],
    ['a blank title', '   '],
    ['a title that is taken', '이미 있는 제목'],
  ])('is told beside the field about %s, and never that it was saved', async (_what, title) => {
    if ((await titles(`filters.title=${encodeURIComponent('이미 있는')}`)).length === 0)
      await created('works', { title: '이미 있는 제목' });
    const other = await aWork(server.database);
    const before = await countOf(server.database, 'work');
    for (const answer of [await admin.create('works', { title }), await admin.act('works', other, 'edit', { title })]) {
      expectRefusal(answer, 400);
      const { notice, record } = answer.json<PanelAnswer>();
      expect(notice).toMatchObject({ type: 'error', message: 'thereWereValidationErrors' });
      expect(record.errors['title']?.message).toEqual(expect.stringMatching(/./));
      expect(record.params['title']).toBe(title);
    }
    expect(await countOf(server.database, 'work')).toBe(before);
  });

  it('gets the errors of all fields of a coupon at once', async () => {
    const answer = await admin.create('coupons', {
      name: '',
      discount_amount: '-1',
      discount_rate: '1.5',
      count: 'many',
    });
    const { record } = answer.json<PanelAnswer>();
    expect(Object.keys(record.errors).sort()).toEqual(['count', 'discount_amount', 'discount_rate', 'name']);
    expectRefusal(await admin.create('coupons', {}), 400, 'INVALID');
    expect(await countOf(server.database, 'coupon')).toBe(0);
  });

  it('saves a new name from a form opened before three were issued, and the stock stays right', async () => {
    const id = await created('coupons', { ...TERMS, count: '100' });
    const save = await admin.openForm('coupons', id);
    for (let issued = 0; issued < 3; issued++) await issue(id);
    expect((await save({ name: '새 이름' })).json<PanelAnswer>().notice?.type).toBe('success');
    expect((await admin.row('coupons', id)).params).toMatchObject({ name: '새 이름', count: 97 });
  });

  it('leaves alone what another operator changed in a field that it did not touch', async () => {
    const id = await created('coupons', TERMS);
    const save = await admin.openForm('coupons', id);
    await admin.act('coupons', id, 'edit', { discount_amount: '5000' });
    await save({ name: '이름만' });
    expect((await admin.row('coupons', id)).params).toMatchObject({ name: '이름만', discount_amount: 5000 });
  });

  it('moves the stock by ± n, exactly, while coupons are issued', async () => {
    const id = await created('coupons', { ...TERMS, count: '20' });
    const adjust = (delta: string): Promise<unknown> => admin.act('coupons', id, 'adjustStock', { delta });
    await Promise.all([...Array.from({ length: 10 }, () => issue(id)), ...['+7', '-3', '10', '-4', '5'].map(adjust)]);
    expect((await admin.row('coupons', id)).params['count']).toBe(20 - 10 + 15);
  });

  it.each(['0', '', 'abc', '1.5', '-6', '2147483647'])('cannot move a stock of 5 by "%s"', async (delta) => {
    const id = await aCoupon(server.database, { count: 5 });
    const answer = await admin.act('coupons', id, 'adjustStock', { delta });
    expectRefusal(answer, 400);
    expect(answer.json<PanelAnswer>().record.errors['delta']?.message).toEqual(expect.stringMatching(/./));
    expect((await admin.row('coupons', id)).params['count']).toBe(5);
  });

  it('cannot delete a work with issued coupons, is shown how many there are, and hides it instead', async () => {
    const [coupon, work] = [await aCoupon(server.database), await aWork(server.database)];
    for (let issued = 0; issued < 2; issued++) await issue(coupon, work);
    for (const [resource, id] of [
      ['works', work],
      ['coupons', coupon],
    ] as const) {
      const answer = await admin.act(resource, id, 'delete', { confirmed: '0' });
      expect(expectRefusal(answer, 409, 'HAS_ISSUED_COUPONS')['issued']).toBe(2);
      expect(answer.json<PanelAnswer>().notice).toMatchObject({
        type: 'error',
        message: expect.stringContaining('2장') as string,
      });
      expect((await admin.act(resource, id, 'hide', { confirmed: '0' })).status).toBe(200);
    }
    expect((await server.client().get(`/coupon/${coupon}/`)).status).toBe(404);
    await admin.act('coupons', coupon, 'unhide');
    expect((await server.client().get(`/coupon/${coupon}/`)).status).toBe(200);
  });

  it('deletes several works at once, and is shown which ones remain', async () => {
    const [kept, gone] = [await aWork(server.database, '남는 작품'), await aWork(server.database)];
    await issue(await aCoupon(server.database), kept);
    const { notice } = (
      await admin.post(`/resources/works/bulk/bulkDelete?recordIds=${kept},${gone},999999`)
    ).json<PanelAnswer>();
    expect(notice).toMatchObject({ type: 'error', options: { removed: 1, kept: 1, titles: '남는 작품' } });
    expect(await countOf(server.database, 'work', `"id" IN (${kept}, ${gone})`)).toBe(1);
    expectRefusal(await admin.post('/resources/works/bulk/bulkDelete?recordIds=abc'), 400, 'NOTHING_SELECTED');
    const many = Array.from({ length: 101 }, (_, id) => id + 1).join();
    expectRefusal(await admin.post(`/resources/works/bulk/bulkDelete?recordIds=${many}`), 400, 'TOO_MANY_SELECTED');
  });

  it('finds an issued coupon by its code and by its member, marks it as used, and takes it back', async () => {
    const coupon = await aCoupon(server.database, { count: 3 });
    const { id, code, email } = await issue(coupon);
    for (const query of [
      `filters.code=${code}`,
      `filters.email=${email}&filters.coupon=${coupon}&filters.is_revoked=false`,
    ]) {
      expect((await admin.rows('issued-coupons', query)).map((row) => row.id)).toEqual([id]);
    }
    await admin.act('issued-coupons', id, 'markUsed');
    expect(await admin.rows('issued-coupons', `filters.coupon=${coupon}&filters.is_used=true`)).toHaveLength(1);
    await admin.act('issued-coupons', id, 'markUnused');
    for (let twice = 0; twice < 2; twice++) expect((await admin.act('issued-coupons', id, 'revoke')).status).toBe(200);
    expect((await admin.row('issued-coupons', id)).params).toMatchObject({ is_used: false, is_revoked: true });
    expect((await admin.row('coupons', coupon)).params['count']).toBe(3);
  });

  it('cannot take rights from its own account, nor close it', async () => {
    for (const action of ['removeRole', 'deactivate']) {
      const answer = await admin.act('users', 1, action);
      expectRefusal(answer, 409, 'OWN_ACCOUNT');
      expect(answer.json<PanelAnswer>().notice?.type).toBe('error');
    }
  });

  async function issue(coupon: number, work?: number): Promise<{ id: number; code: string; email: string }> {
    const email = `holder-${Math.random().toString(36).slice(2)}@example.com`;
    const client = await member(server, email);
    const answer = await client.post('/couponuser/', { coupon, work: work ?? (await aWork(server.database)) });
    expect(answer.status).toBe(201);
    return { ...answer.json<{ id: number; code: string }>(), email };
  }
});
