import { aCoupon } from './builders/coupons.js';
import { holdsForWorks } from './builders/held-coupons.js';
import { manyWorks } from './builders/works.js';
import { links, shownWorks } from './event-html.js';
import type { Client } from './support/client.js';
import { member, newEmail } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { RawConnection } from './support/raw-connection.js';
import { startServer, type RunningServer } from './support/server.js';

const WORKS = 6_000;
/** The member holds the coupon for every third work. */
const HELD = WORKS / 3;
const REVOKED = 7;
const FIRST_HELD = 1_000 + 3 * REVOKED;

type Row = { id: number; code: string; work: number };

onEachDatabase('A member who holds coupons for thousands of works', (kind) => {
  let server: RunningServer;
  let client: Client;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    const coupon = await aCoupon(server.database, { count: WORKS });
    await manyWorks(server.database, WORKS);
    const email = newEmail();
    client = await member(server, email);
    // In an order that is neither that of the works nor that of the codes.
    const [works, revoked] = ['work.id % 3 = 1', `work.id < ${FIRST_HELD}`];
    await holdsForWorks(server.database, { coupon, holder: email, works, revoked, orderBy: 'work.id % 1000, work.id' });
  });

  it('gets the list of all of them by id, without revoked ones', async () => {
    const answer = await client.get('/couponuser/');
    expect(answer.header('content-type')).toBe('application/json; charset=utf-8');
    const rows = answer.json<Row[]>();
    expect(rows).toHaveLength(HELD - REVOKED);
    expect(rows.map(({ id }) => id)).toEqual(rows.map(({ id }) => id).sort((one, other) => one - other));
    for (const { code, work } of rows) expect(code).toBe(`${20_000_000 + work}`);
    for (const row of [rows[0]!, rows[100]!, rows.at(-1)!])
      expect((await client.get(`/couponuser/${row.id}/`)).json()).toEqual(row);
  });

  it('sees their codes on pages of neighbouring works and of works far apart', async () => {
    for (const query of ['?page=1', '?page=31', '?q=77']) {
      const html = (await client.get(`/event/${query}`)).text;
      const works = shownWorks(html);
      expect(works).toHaveLength(100);
      for (const work of works) {
        const isHeld = html.includes(`>쿠폰 번호 : ${20_000_000 + work}<`);
        expect([query, work, isHeld]).toEqual([query, work, work % 3 === 1]);
      }
    }
  });

  it('sees the works that they hold coupons for in pages', async () => {
    const page = (await client.get('/event/?mine=1&page=2')).text;
    expect(shownWorks(page)).toEqual(Array.from({ length: 100 }, (_, index) => 1_000 + 3 * (100 + index)));
    expect(page).toContain('<span class="work-list-count">2,000</span>');
    expect(links(page)).toContain('/event/?mine=1&page=3');
  });

  it('may leave before the end of the list', async () => {
    const before = server.output;
    const leaving = await Promise.all(Array.from({ length: 20 }, () => RawConnection.open(server)));
    for (const one of leaving) {
      one.stopReading();
      await one.send(
        `GET /couponuser/ HTTP/1.1\r\nHost: ${one.host}\r\nCookie: ${client.cookies.header().cookie}\r\n\r\n`,
      );
    }
    await Promise.all(leaving.map((one) => one.close()));
    expect((await client.get('/couponuser/')).json<Row[]>()).toHaveLength(HELD - REVOKED);
    expect(server.output).toBe(before);
  });
});
