import { aSoldCoupon } from './builders/sold-coupon.js';
import { holdChange, waitingForLock } from './faults/held-lock.js';
import { onPostgres } from './support/on-each-database.js';
import { ended, started } from './support/revoking.js';
import { useVerifiedPanel } from './support/verified-panel.js';

onPostgres('A request for a revocation by filter', () => {
  const panel = useVerifiedPanel('postgres');

  it('gets the one that a request with the same key starts between its look-up and its lock', async () => {
    const { database } = panel.server;
    const { coupon } = await aSoldCoupon(database, { issued: 5 });
    const start = (key: string) => started(panel.admin, `filters.coupon=${coupon}`, { request_key: key });
    const id = await start('first');
    await ended(panel.admin, id);
    // Then this looks as if another request with this key had just started it.
    const restart = `LOCK TABLE "revocation" IN EXCLUSIVE MODE;
      UPDATE "revocation" SET request_key = 'second', state = 'running', ended_at = NULL WHERE id = ${id}`;
    const commit = await holdChange(database, restart);
    const second = start('second');
    await waitingForLock(database, 1);
    await commit();
    expect(await second).toBe(id);
    await ended(panel.admin, id);
  });
});
