import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import type { Answer } from './support/answer.js';
import type { Client } from './support/client.js';
import { member } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { A_REASON, operator, withRole } from './support/panel-client.js';
import { RawConnection } from './support/raw-connection.js';
import { expectRefusal } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';
import { countOf } from './support/test-database.js';
import { WITHOUT_FAST_PATHS } from './support/without-fast-paths.js';

type Sent = { readonly path: string; readonly type: string; readonly body: string };

const json = (path: string, value: unknown): Sent => ({ path, type: 'application/json', body: JSON.stringify(value) });

/** As the panel's client posts it. */
const form = (path: string, fields: Record<string, string>): Sent => {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return { path: `/admin/api${path}`, type: 'multipart/form-data; boundary=b', body: `${parts.join('')}--b--\r\n` };
};

/** Sends the head; once the server has read who sent it, does something; and sends the body. */
async function lateBody(
  server: RunningServer,
  client: Client,
  { path, type, body }: Sent,
  between: () => Promise<unknown>,
): Promise<Answer> {
  const connection = await RawConnection.open(server);
  const head = [
    `POST ${path} HTTP/1.1`,
    `Host: ${connection.host}`,
    `Origin: http://${connection.host}`,
    `Cookie: ${client.cookies.header().cookie}`,
    `Content-Type: ${type}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Expect: 100-continue',
  ];
  await connection.send([...head, '', ''].join('\r\n'));
  expect((await connection.answer()).status).toBe(100);
  // Members are looked up in the order of their requests, so the first one is by now.
  await client.get(path);
  await between();
  await connection.send(Buffer.from(body));
  const answer = await connection.answer();
  await connection.close();
  return answer;
}

onEachDatabase('A press whose body comes after the member has logged out', (kind) => {
  it.each([
    ['on the fast path', {}],
    ['in Express', WITHOUT_FAST_PATHS],
  ])('gets no coupon %s', async (_, env) => {
    const server = await startServer({ database: kind, env });
    const press = { coupon: await aCoupon(server.database), work: await aWork(server.database) };
    const client = await member(server);
    const same = server.client();
    same.cookies.set('sessionid', client.cookies.get('sessionid')!);
    const answer = await lateBody(server, client, json('/couponuser/', press), () => same.post('/account/logout/'));
    expectRefusal(answer, 403, 'NOT_AUTHENTICATED');
    expect(await countOf(server.database, 'coupon_user')).toBe(0);
    expect(
      (await lateBody(server, await member(server), json('/couponuser/', press), () => Promise.resolve())).status,
    ).toBe(201);
    await server.stop();
  });
});

onEachDatabase('A form of the panel', (kind) => {
  let server: RunningServer;
  let coupon: number;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    coupon = await aCoupon(server.database);
  });

  const stocks = (): Sent => form(`/resources/coupons/records/${coupon}/adjustStock`, { delta: '5', reason: A_REASON });
  const aCase = (): Sent => form('/pages/case', { query: 'somebody@example.com' });

  it.each([
    ['a change, whose role is lower by then', stocks, `"role" = 'support'`, 'FORBIDDEN'],
    ['a change, who is no operator by then', stocks, `"is_admin" = FALSE, "role" = NULL`, 'FORBIDDEN'],
    ['a change, who is deactivated by then', stocks, `"is_active" = FALSE`, 'NOT_AUTHENTICATED'],
    ['a case, who is no operator by then', aCase, `"is_admin" = FALSE, "role" = NULL`, 'FORBIDDEN'],
    ['a case, who is deactivated by then', aCase, `"is_active" = FALSE`, 'NOT_AUTHENTICATED'],
  ])('is refused when its body ends, to the sender of %s', async (_, sent, change, code) => {
    const { panel, id } = await withRole(server, 'operator');
    const lower = () => server.database.execute(`UPDATE "user" SET ${change} WHERE "id" = $1`, [id]);
    const rows = await countOf(server.database, 'stock_movement');
    expectRefusal(await lateBody(server, panel.client, sent(), lower), 403, code);
    expect(await countOf(server.database, 'stock_movement')).toBe(rows);
  });

  it('is accepted from an operator whose rights are the same when its body ends', async () => {
    const { client } = await operator(server);
    const rows = await countOf(server.database, 'stock_movement');
    const nothing = (): Promise<void> => Promise.resolve();
    expect((await lateBody(server, client, stocks(), nothing)).status).toBe(200);
    expect((await lateBody(server, client, aCase(), nothing)).status).toBe(200);
    expect(await countOf(server.database, 'stock_movement')).toBe(rows + 1);
  });
});
