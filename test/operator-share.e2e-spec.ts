import { aCoupon } from './builders/coupons.js';
import { eventually } from './support/eventually.js';
import { operator, withRole, type PanelClient } from './support/panel-client.js';
import { RawConnection } from './support/raw-connection.js';
import { expectRefusal } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';

/** As many places as one account has in the panel, if others have none. */
const ONE_ACCOUNT = 32;
const LIST = '/resources/stock-movements/actions/list';

/** A request that never finishes sending its body keeps its place then: a second never passes. */
const NO_TIME_PASSES = { NODE_OPTIONS: '--import data:text/javascript,performance.now=()=>0' };
/** Reads of the panel wait for ever: their limit of 5 s never passes. */
const READS_WAIT = {
  NODE_OPTIONS: `--import data:text/javascript,const%20t=setTimeout;globalThis.setTimeout=(f,ms,...a)=>t(f,ms===5000%3F1e9:ms,...a)`,
};
const NEVER_READ = [
  'ALTER TABLE stock_movement RENAME TO kept',
  `CREATE VIEW stock_movement AS SELECT kept.* FROM kept,
    (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) AS c FROM n)`,
];

/** Waits until the panel refuses a page of the operator, or shows it again. Pages need no read. */
async function untilPageIs({ client }: PanelClient, status: 200 | 503): Promise<void> {
  const answer = await eventually(
    () => client.get('/admin/'),
    (page) => page.status === status,
  );
  expect(answer.status).toBe(status);
}

async function send(server: RunningServer, { client }: PanelClient, head: string): Promise<RawConnection[]> {
  const connections = await Promise.all(Array.from({ length: ONE_ACCOUNT }, () => RawConnection.open(server)));
  const [{ host }] = connections as [RawConnection];
  const [line, ...headers] = head.split('\n');
  const all = [
    line,
    `Host: ${host}`,
    `Cookie: ${client.cookies.header().cookie}`,
    ...headers,
    'Expect: 100-continue',
    '',
    '',
  ];
  await Promise.all(connections.map((one) => one.send(all.join('\r\n'))));
  // The server has all requests before the next one.
  for (const one of connections) expect((await one.answer()).status).toBe(100);
  return connections;
}

/** The account sends forms that never end. Support may send this form. */
const sendEndlessForms = (server: RunningServer, panel: PanelClient): Promise<RawConnection[]> =>
  send(
    server,
    panel,
    `POST /admin/api/pages/case HTTP/1.1\nOrigin: ${server.baseUrl}\nContent-Type: multipart/form-data; boundary=b\nContent-Length: 99`,
  );

describe('Many requests to the panel', () => {
  it('of one account, and of all accounts of its role, leave places for the owner', async () => {
    const server = await startServer({ database: 'sqlite', env: NO_TIME_PASSES });
    const coupon = await aCoupon(server.database);
    const owner = await operator(server);
    const [{ panel: one }, { panel: another }, { panel: third }] = [
      await withRole(server, 'support'),
      await withRole(server, 'support'),
      await withRole(server, 'support'),
    ];
    const pause = async (): Promise<number[]> => {
      const statuses: number[] = [];
      for (const action of ['pause', 'resume', 'pause', 'resume'])
        statuses.push((await owner.act('coupons', coupon, action)).status);
      return statuses;
    };

    const held = await sendEndlessForms(server, one);
    await untilPageIs(one, 503);
    const refused = await one.get('/dashboard');
    expectRefusal(refused, 503, 'OVERLOADED');
    expect(Number(refused.header('retry-after'))).toBeGreaterThan(0);
    expect(await pause()).toEqual([200, 200, 200, 200]);
    expect((await another.get('/dashboard')).status).toBe(200);

    held.push(...(await sendEndlessForms(server, another)));
    await untilPageIs(third, 503);
    expect(await pause()).toEqual([200, 200, 200, 200]);
    await Promise.all(held.map((connection) => connection.close()));
    await untilPageIs(third, 200);
    expect((await one.get('/dashboard')).status).toBe(200);
  });

  it('count for their account until their reads have ended, also if the client has disconnected', async () => {
    const server = await startServer({ database: 'sqlite', env: READS_WAIT });
    const [owner, { panel: support }] = [await operator(server), await withRole(server, 'support')];
    for (const sql of NEVER_READ) await server.database.execute(sql);
    const lists = await send(server, support, `GET /admin/api${LIST} HTTP/1.1`);
    await untilPageIs(support, 503);
    // Requests of operators begin in order of arrival, so all lists have begun when this page is there.
    expect((await owner.client.get('/admin/')).status).toBe(200);
    await Promise.all(lists.map((connection) => connection.close()));
    await untilPageIs(support, 200);
    expectRefusal(await support.get(LIST), 503, 'OVERLOADED');
    expectRefusal(await support.get('/live/1'), 503, 'OVERLOADED');
    await server.kill('SIGKILL');
  });
});
