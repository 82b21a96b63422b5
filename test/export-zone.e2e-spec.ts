import { anIssuedCoupon } from './builders/issued-coupon.js';
import { fileOf } from './support/csv.js';
import { onEachDatabase } from './support/on-each-database.js';
import { operator } from './support/panel-client.js';
import { startServer } from './support/server.js';

const COLUMNS = ['발급 시각 (현지 시각)', '발급 시각 (UTC)', '시간대'];

onEachDatabase('The export of issued coupons', (kind) => {
  it('has their times in the zone of the event, and in UTC', async () => {
    const server = await startServer({ database: kind });
    const { id, coupon } = await anIssuedCoupon(server);
    const values = ['America/New_York', new Date('2026-11-01T05:30:00.250Z')];
    await server.database.execute('UPDATE "coupon" SET "time_zone" = $1 WHERE "id" = $2', [values[0], coupon]);
    await server.database.execute('UPDATE "coupon_user" SET "created_at" = $1 WHERE "id" = $2', [values[1], id]);
    const { heads, rows } = fileOf(await (await operator(server)).get('/resources/issued-coupons/actions/export'));
    expect(COLUMNS.map((head) => rows[0]![heads.indexOf(head)])).toEqual([
      ...['2026-11-01 01:30:00', '2026-11-01T05:30:00.250Z', 'America/New_York'],
    ]);
  });
});
