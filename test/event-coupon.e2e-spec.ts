import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { pageSaying, reason } from './event-html.js';
import type { Client } from './support/client.js';
import { operator, type PanelClient, type PanelAnswer } from './support/panel-client.js';
import { member } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { expectRefusal } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';

onEachDatabase('The coupon on the event page', (kind) => {
  let server: RunningServer;
  let panelClient: PanelClient;
  let work: number;
  let ids: readonly [hidden: number, spring: number, summer: number, autumn: number];

  beforeAll(async () => {
    server = await startServer({ database: kind });
    panelClient = await operator(server);
    work = await aWork(server.database);
  });

  beforeEach(async () => {
    for (const table of ['coupon_user', 'stock_movement', 'coupon']) {
      await server.database.execute(`DELETE FROM "${table}"`);
    }
    ids = [
      await aCoupon(server.database, { name: '숨긴 쿠폰', is_hidden: true }),
      await aCoupon(server.database, { name: '봄 쿠폰' }),
      await aCoupon(server.database, { name: '여름 쿠폰' }),
      await aCoupon(server.database, { name: '가을 쿠폰' }),
    ];
    await pageSaying(`name="coupon" value="${ids[1]}"`, server.client());
  });

  const show = async (client = server.client()): Promise<string> => (await client.get('/event/')).text;
  const pressed = (html: string): number => Number(/name="coupon" value="(\d*)"/.exec(html)?.[1]);
  const select = async (id: number): Promise<void> => {
    expect((await panelClient.act('coupons', id, 'putOnEventPage')).status).toBe(200);
  };
  const press = (client: Client, coupon: number) => client.form('/event/', { coupon: `${coupon}`, work: `${work}` });

  it('is the visible one with the lowest id until an operator selects another', async () => {
    const [, spring, summer, autumn] = ids;
    expect(await show()).toContain('봄 쿠폰');
    await select(autumn);
    const html = await show();
    expect(html).toContain('가을 쿠폰');
    expect(pressed(html)).toBe(autumn);
    const rows = await panelClient.rows('coupons');
    expect(rows.filter(({ params }) => params['on_event_page'] === 'true').map(({ id }) => id)).toEqual([autumn]);
    await select(summer);
    expect(pressed(await show())).toBe(summer);
    await select(spring);
    expect(pressed(await show())).toBe(spring);
  });

  it('shows members the codes that they hold of it, and of no other', async () => {
    const [, spring, summer] = ids;
    const client = await member(server);
    const codeOf = async (coupon: number): Promise<string> =>
      (await client.post('/couponuser/', { coupon, work })).json<{ code: string }>().code;
    const [first, second] = [await codeOf(spring), await codeOf(summer)];
    expect(await show(client)).toContain(`>쿠폰 번호 : ${first}<`);
    await select(summer);
    const html = await show(client);
    expect(html).toContain(`>쿠폰 번호 : ${second}<`);
    expect(html).not.toContain(first);
  });

  it('is replaced: a press from a page that was opened before is for the coupon in its form', async () => {
    const [, spring, summer] = ids;
    const client = await member(server);
    await select(summer);
    const answer = await press(client, spring);
    const [held] = (await client.get('/couponuser/')).json<{ code: string; coupon: number }[]>();
    expect(held!.coupon).toBe(spring);
    expect([answer.status, reason(answer.text, work)]).toEqual([
      200,
      `지난 이벤트의 쿠폰을 받았습니다. 쿠폰 번호 : ${held!.code}`,
    ]);
    const again = await press(client, spring);
    expect([again.status, reason(again.text, work)]).toEqual([
      400,
      `이미 쿠폰을 받았습니다. 쿠폰 번호 : ${held!.code}`,
    ]);
    expect((await press(client, summer)).status).toBe(303);
  });

  it('cannot be one that is hidden or not there', async () => {
    expectRefusal(await panelClient.act('coupons', ids[0], 'putOnEventPage'), 409, 'COUPON_HIDDEN');
    expectRefusal(await panelClient.act('coupons', 99_999, 'putOnEventPage'), 404, 'NOT_FOUND');
    expect(pressed(await show())).toBe(ids[1]);
  });

  it('is hidden only after the operator confirmed what visitors see instead', async () => {
    const [, spring, summer, autumn] = ids;
    await select(summer);
    const refused = await panelClient.act('coupons', summer, 'hide');
    expectRefusal(refused, 409, 'ON_EVENT_PAGE');
    expect(refused.json()).toMatchObject({
      follows: spring,
      detail: expect.stringMatching(/여름 쿠폰.*봄 쿠폰/) as string,
    });
    expectRefusal(await panelClient.act('coupons', summer, 'hide', { confirmed: `${autumn}` }), 409, 'ON_EVENT_PAGE');
    expect(pressed(await show())).toBe(summer);
    expect((await panelClient.act('coupons', summer, 'hide', { confirmed: `${spring}` })).status).toBe(200);
    expect(pressed(await show())).toBe(spring);
    expect((await panelClient.act('coupons', autumn, 'hide')).status).toBe(200);
    expect((await panelClient.act('coupons', summer, 'unhide')).status).toBe(200);
    expect(pressed(await show())).toBe(summer);
  });

  it('is deleted only after the operator confirmed it, alone or with others; the next one takes its place', async () => {
    const [, spring, summer, autumn] = ids;
    const bulk = `/resources/coupons/bulk/bulkDelete?recordIds=${spring},${summer}`;
    expectRefusal(await panelClient.act('coupons', spring, 'delete'), 409, 'ON_EVENT_PAGE');
    const refused = await panelClient.post(bulk);
    expect(refused.json()).toMatchObject({ code: 'ON_EVENT_PAGE', follows: autumn });
    expect((await panelClient.post(bulk, { confirmed: `${autumn}` })).json<PanelAnswer>().notice?.type).toBe('success');
    expect(pressed(await show())).toBe(autumn);
    const last = await panelClient.act('coupons', autumn, 'delete');
    expect(last.json()).toMatchObject({ follows: 0, detail: expect.stringContaining('쿠폰 정보 없음') as string });
    expect((await panelClient.act('coupons', autumn, 'delete', { confirmed: '0' })).status).toBe(200);
    expect(await show()).toContain('쿠폰 정보 없음');
  });

  it('is forgotten when it is deleted: the lowest visible one is shown again', async () => {
    const [, spring, summer] = ids;
    await select(summer);
    expect((await panelClient.act('coupons', summer, 'delete', { confirmed: `${spring}` })).status).toBe(200);
    expect(pressed(await show())).toBe(spring);
  });

  it('keeps showing the codes of the last one while every coupon is hidden', async () => {
    const [, spring] = ids;
    const client = await member(server);
    const { code } = (await client.post('/couponuser/', { coupon: spring, work })).json<{ code: string }>();
    await select(spring);
    await server.database.execute('UPDATE "coupon" SET "is_hidden" = $1', [true]);
    expect(await pageSaying('쿠폰 정보 없음', client)).toContain(`>쿠폰 번호 : ${code}<`);
  });

  it('changes in every process', async () => {
    const other = await startServer({ database: server.database });
    expect(pressed((await other.client().get('/event/')).text)).toBe(ids[1]);
    await select(ids[2]);
    expect(pressed(await pageSaying('여름 쿠폰', other.client()))).toBe(ids[2]);
    await other.stop();
  });
});
