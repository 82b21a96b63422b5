import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { crowd, SECRET_KEY } from './support/crowd.js';
import { onPostgres } from './support/on-each-database.js';
import { startServer, type RunningServer } from './support/server.js';
import { Client } from './support/client.js';

const TIMES = 100;

onPostgres('A session on PostgreSQL that one process ends', twoProcesses);

function twoProcesses(): void {
  let first: RunningServer;
  let second: RunningServer;
  let press: { coupon: number; work: number };

  beforeAll(async () => {
    const env = { SECRET_KEY };
    first = await startServer({ database: 'postgres', env });
    second = await startServer({ database: first.database, env });
    press = { coupon: await aCoupon(first.database, { count: 10_000 }), work: await aWork(first.database) };
  });

  const end = {
    'by a log-out': async (client: Client) => expect((await client.post('/account/logout/')).status).toBe(200),
    'by a deactivation': (_: Client, id: number) =>
      first.database.execute('UPDATE "user" SET "is_active" = FALSE WHERE "id" = $1', [id]),
    'by a change of the password': (_: Client, id: number) =>
      first.database.execute('UPDATE "user" SET "session_epoch" = "session_epoch" + 1 WHERE "id" = $1', [id]),
  };

  it.each(Object.entries(end))(
    `%s is refused by the other process at the very next request, ${TIMES} times`,
    async (_, act) => {
      for (const { id, client } of await crowd(first, TIMES)) {
        const elsewhere = new Client(() => second.baseUrl);
        elsewhere.cookies.set('sessionid', client.cookies.get('sessionid')!);
        expect((await elsewhere.get('/couponuser/')).status).toBe(200);
        await act(client, id);
        const [list, coupon] = await Promise.all([
          elsewhere.get('/couponuser/'),
          elsewhere.post('/couponuser/', press),
        ]);
        expect([list.status, coupon.status]).toEqual([403, 403]);
      }
    },
  );
}
