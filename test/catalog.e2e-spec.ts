import { aCoupon } from './builders/coupons.js';
import { aWork, manyWorks } from './builders/works.js';
import { links, pageSaying, reason, shownWorks } from './event-html.js';
import type { Client } from './support/client.js';
import { eventually } from './support/eventually.js';
import { member } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { startServer, type RunningServer } from './support/server.js';

const WORKS = 50_000;

onEachDatabase('A catalog of 50,000 works', (kind) => {
  it('is listed, shown page by page and searched, while coupons are issued for its last work', async () => {
    const server = await startServer({ database: kind });
    const coupon = await aCoupon(server.database);
    await manyWorks(server.database, WORKS);
    const html = await pageSaying('>1 / 500쪽<', server.client());
    expect(shownWorks(html)).toHaveLength(100);
    const [list, last, found] = await Promise.all([
      server.client().get('/work/'),
      server.client().get('/event/?page=500'),
      server.client().get(`/event/?q=${999 + WORKS}`),
    ]);
    expect(list.json<unknown[]>()).toHaveLength(WORKS);
    expect(shownWorks(last.text)).toContain(999 + WORKS);
    expect(shownWorks(found.text)).toEqual([999 + WORKS]);
    const answer = await (await member(server)).post('/couponuser/', { coupon, work: 999 + WORKS });
    expect(answer.status).toBe(201);
  });
});

onEachDatabase('A catalog with more works than fit on a page', (kind) => {
  let server: RunningServer;
  let ids: number[];

  beforeAll(async () => {
    server = await startServer({ database: kind });
    await aCoupon(server.database);
    ids = [];
    for (let number = 1; number <= 205; number++) ids.push(await aWork(server.database, `작품 ${number}`));
    await pageSaying('>1 / 3쪽<', server.client());
  });

  const show = async (query = '', client = server.client()): Promise<string> =>
    (await client.get(`/event/${query}`)).text;
  const press = (client: Client, work: number) => client.form('/event/', { coupon: '1', work: `${work}` });

  it('is shown page by page, by links alone', async () => {
    let html = await show();
    expect(shownWorks(html)).toEqual(ids.slice(0, 100));
    expect(html).toContain('<span class="work-list-count">205</span>');
    html = await show(
      links(html)
        .find((href) => href.endsWith('?page=2'))!
        .slice('/event/'.length),
    );
    expect(shownWorks(html)).toEqual(ids.slice(100, 200));
    html = await show(
      links(html)
        .find((href) => href.endsWith('?page=3'))!
        .slice('/event/'.length),
    );
    expect(shownWorks(html)).toEqual(ids.slice(200));
    expect(links(html)).not.toContain('/event/?page=4');
    expect(await show('?page=4')).toBe(html);
    expect(await show('?page=3&utm_source=kakao')).toBe(html);
  });

  it('is searched as a whole, by title and by initial consonants', async () => {
    expect(shownWorks(await show('?q=%EC%9E%91%ED%92%88%20203'))).toEqual([ids[202]]);
    const html = await show(`?q=${encodeURIComponent('ㅈㅍ1')}`);
    expect(html).toContain('<span class="work-list-count">111</span>');
    expect(html).toContain('value="ㅈㅍ1"');
    const next = links(html).find((href) => href.includes('page=2'))!;
    expect(shownWorks(await show(next.slice('/event/'.length)))).toHaveLength(11);
    expect(await show('?q=%3Cb%3E')).toContain('찾는 작품이 없습니다.');
    expect(await show('?q=%3Cb%3E')).not.toContain('<b>');
  });

  it('leads after a press by the form to the page of the work, logged in or not', async () => {
    const [work, later] = [ids[150]!, ids[203]!];
    const next = encodeURIComponent(`/event/?page=2#work-${work}`);
    expect((await press(server.client(), work)).header('location')).toBe(`/login-page/?next=${next}`);
    const client = await member(server);
    expect((await press(client, work)).header('location')).toBe(`/event/?page=2#work-${work}`);
    const again = await press(client, work);
    expect(reason(again.text, work)).toBe('이미 쿠폰을 받았습니다');
    expect(shownWorks(again.text)).toEqual(ids.slice(100, 200));
    await press(client, later);
    const mine = await show('?mine=1', client);
    expect(shownWorks(mine)).toEqual([work, later]);
    expect(mine.match(/>쿠폰 번호 : \w{8}</g)).toHaveLength(2);
    expect(links(await show('', client))).toContain('/event/?mine=1');
    expect(shownWorks(await show('?mine=1', await member(server)))).toEqual([]);
    expect(shownWorks(await show('?mine=1'))).toEqual(ids.slice(0, 100));
  });

  it('is read again after any change, in this process or outside of it', async () => {
    const list = async (): Promise<string> => (await server.client().get('/work/')).text;
    const becomes = async (change: string, parameters: unknown[], title: string, isThere: boolean): Promise<void> => {
      await server.database.execute(change, parameters);
      const text = await eventually(list, (all) => all.includes(`"${title}"`) === isThere);
      expect(text.includes(`"${title}"`)).toBe(isThere);
    };
    const id = await aWork(server.database, '갓 나온 작품');
    await becomes('UPDATE work SET title = $1 WHERE id = $2', ['고친 제목', id], '고친 제목', true);
    await becomes('UPDATE work SET is_hidden = $1 WHERE id = $2', [true, id], '고친 제목', false);
    await becomes('UPDATE work SET is_hidden = $1 WHERE id = $2', [false, id], '고친 제목', true);
    await becomes('DELETE FROM work WHERE id = $1', [id], '고친 제목', false);
  });
});
