import { aSoldCoupon } from './builders/sold-coupon.js';
import { member } from './support/members.js';
import { onEachDatabase, onPostgres } from './support/on-each-database.js';
import { operator } from './support/panel-client.js';
import { begun, ended, keptOf, started } from './support/revoking.js';
import { startServer, type RunningServer } from './support/server.js';
import { countOf } from './support/test-database.js';
import { useVerifiedPanel, type VerifiedPanel } from './support/verified-panel.js';

const MANY = 5_000;

const revokedIn = async ({ server }: VerifiedPanel, coupon: number): Promise<number> =>
  (await keptOf(server.database, coupon)).filter(({ isRevoked }) => isRevoked).length;

/** Every coupon once: in the rows, in the counts, in the ledger and in the history. */
async function expectAllOnce(panel: VerifiedPanel, id: number, coupon: number): Promise<void> {
  expect(await ended(panel.admin, id)).toMatchObject({
    ...{ state: 'completed', revoked: MANY, unitsReturned: MANY, untouched: 0 },
  });
  const { database } = panel.server;
  expect([await revokedIn(panel, coupon), await panel.stock(coupon)]).toEqual([MANY, MANY]);
  const ofCoupon = `"action" = 'revoke' AND "target_id" IN (SELECT "id" FROM "coupon_user" WHERE "coupon_id" = ${coupon})`;
  expect(await countOf(database, 'audit_entry', ofCoupon)).toBe(MANY);
  expect(await countOf(database, 'audit_entry', `"target_kind" = 'revocation' AND "target_id" = ${id}`)).toBe(2);
}

onEachDatabase('A revocation whose process', (kind) => {
  const panel = useVerifiedPanel(kind);

  it.each(['SIGKILL', 'SIGTERM'] as const)('ends by %s is continued after a restart, exactly', async (signal) => {
    const { coupon, work } = await aSoldCoupon(panel.server.database, { issued: MANY, left: 1 });
    const late = await member(panel.server);
    const id = await started(panel.admin, `filters.coupon=${coupon}`);
    await begun(panel.admin, id);
    await panel.server.kill(signal);
    const done = await revokedIn(panel, coupon);
    expect(done > 0 && done < MANY).toBe(true);
    expect(await countOf(panel.server.database, 'revocation', `"id" = ${id} AND "revoked" = ${done}`)).toBe(1);
    await panel.server.restart();
    // It continues when the lease has ended, or after two seconds; this coupon was issued after its start.
    expect((await late.post('/couponuser/', { coupon, work })).status).toBe(201);
    await expectAllOnce(panel, id, coupon);
  });
});

function twoProcesses(): void {
  const panel = useVerifiedPanel('postgres');
  let second: RunningServer;

  beforeAll(async () => {
    second = await startServer({ database: panel.server.database });
  });

  const workers = (id: number): RunningServer[] =>
    [panel.server, second].filter(({ output }) => output.includes(`Revocation ${id} continues`));

  it('is run by one of them', async () => {
    const { coupon } = await aSoldCoupon(panel.server.database, { issued: MANY });
    const id = await started(panel.admin, `filters.coupon=${coupon}`);
    await expectAllOnce(panel, id, coupon);
    expect(workers(id)).toHaveLength(1);
  });

  it('is continued by the other when one is killed', async () => {
    const { coupon } = await aSoldCoupon(panel.server.database, { issued: MANY });
    const id = await started(panel.admin, `filters.coupon=${coupon}`);
    await begun(panel.admin, id);
    expect(workers(id)).toEqual([panel.server]);
    await panel.server.kill('SIGKILL');
    const done = await revokedIn(panel, coupon);
    expect(done > 0 && done < MANY).toBe(true);
    const through = await operator(second);
    expect(await ended(through, id)).toMatchObject({ state: 'completed', revoked: MANY });
    expect(workers(id)).toHaveLength(2);
    await panel.server.restart();
    await expectAllOnce(panel, id, coupon);
  });
}

onPostgres('A revocation with two processes on PostgreSQL', twoProcesses);
