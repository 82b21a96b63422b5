import { aSoldCoupon } from './builders/sold-coupon.js';
import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { allAtOnce } from './faults/held-lock.js';
import { addedBy, auditLog } from './support/audit-log.js';
import { member } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { A_REASON } from './support/panel-client.js';
import { expectRefusal } from './support/refusal.js';
import {
  begun,
  cancelRevoking,
  ended,
  keptOf,
  preview,
  progressOf,
  started,
  startRevoking,
} from './support/revoking.js';
import { countOf } from './support/test-database.js';
import { useVerifiedPanel } from './support/verified-panel.js';

const HOSTILE = ['<img src=x onerror=alert(1)>', 'שלום עולם', '🎟️'.repeat(10), '가'.repeat(100)];
/** 20 pages: long enough to act while it runs. */
const MANY = 5_000;

onEachDatabase('A revocation by filter', (kind) => {
  const panel = useVerifiedPanel(kind);
  const act = (id: number, action: string) => panel.admin.act('issued-coupons', id, action);
  const movements = (coupon: number, of: string): Promise<number> =>
    countOf(panel.server.database, 'stock_movement', `coupon_id = ${coupon} AND kind = '${of}'`);

  it('does what its preview said: revokes unused coupons, returns their units, leaves used and revoked ones', async () => {
    const { coupon, ids, work } = await aSoldCoupon(panel.server.database, { issued: 30, left: 2, name: HOSTILE[0]! });
    const other = await aSoldCoupon(panel.server.database, { issued: 3 });
    const [used, revoked] = [ids[3]!, ids[7]!];
    await act(used, 'markUsed');
    await act(revoked, 'revoke');
    for (const filter of [`filters.coupon=${coupon}`, `filters.work=${work}`]) {
      const { sample, ...counts } = await preview(panel.admin, filter);
      expect(counts).toMatchObject({
        ...{ revocable: 28, used: 1, revoked: 1, isCapped: false },
        coupons: [{ id: coupon, name: HOSTILE[0], revocable: 28 }],
      });
      expect(sample.map(({ id }) => Number(id))).toEqual(
        ids.filter((id) => id !== used && id !== revoked).slice(0, 10),
      );
    }
    const id = await started(panel.admin, `filters.coupon=${coupon}`);
    expect(await ended(panel.admin, id)).toMatchObject({
      ...{ state: 'completed', revoked: 28, unitsReturned: 28, untouched: 2, expected: 28, part: 1 },
      filters: [{ name: 'coupon', value: String(coupon), title: HOSTILE[0] }],
    });
    expect(await panel.stock(coupon)).toBe(31);
    const kept = await keptOf(panel.server.database, coupon);
    expect(kept.filter(({ isRevoked }) => !isRevoked).map((row) => row.id)).toEqual([used]);
    expect(kept.filter(({ isWithdrawn }) => isWithdrawn)).toEqual([]);
    expect((await keptOf(panel.server.database, other.coupon)).some(({ isRevoked }) => isRevoked)).toBe(false);
  });

  it('keeps the units out of the stock if the operator says so, and the ledger says it, too', async () => {
    const { coupon, ids } = await aSoldCoupon(panel.server.database, { issued: 12, left: 4 });
    await act(ids[0]!, 'revoke');
    const id = await started(panel.admin, `filters.coupon=${coupon}`, { returns_units: 'false' });
    expect(await ended(panel.admin, id)).toMatchObject({ revoked: 11, unitsReturned: 0, untouched: 1 });
    expect(await panel.stock(coupon)).toBe(5);
    const rows = await panel.admin.rows('stock-movements', `filters.coupon=${coupon}&filters.kind=withdrawn`);
    expect(rows.map(({ params }) => [params['delta'], params['note']])).toEqual([[-11, A_REASON]]);
    expect((await keptOf(panel.server.database, coupon)).map(({ isWithdrawn }) => isWithdrawn)).toEqual(
      ids.map((one) => one !== ids[0]),
    );
  });

  it('is in the history: its start and end, and each coupon with the reason, by the operator', async () => {
    const { coupon, ids } = await aSoldCoupon(panel.server.database, { issued: 3 });
    let id = 0;
    const added = await addedBy(panel.server.database, async () => {
      id = await started(panel.admin, `filters.coupon=${coupon}`);
      await ended(panel.admin, id);
    });
    const filters = [null, `coupon=${coupon}`];
    const target = ['revocation', id, null];
    const yes = [null, true];
    const change = { is_revoked: [false, true], returns_units: yes };
    expect(added).toEqual([
      ['start-revocation', target, { filters, expected: [null, 3], returns_units: yes }, A_REASON],
      ...ids.map((one) => ['revoke', ['issued-coupon', one, null], change, A_REASON]),
      ...[
        [
          'end-revocation',
          target,
          { filters, revoked: [null, 3], units_returned: [null, 3], untouched: [null, 0] },
          A_REASON,
        ],
      ],
    ]);
    expect(await movements(coupon, 'returned')).toBe(1);
  });

  it('shows at once in the members’ lists, and to a press', async () => {
    const coupon = await aCoupon(panel.server.database, { count: 5 });
    const press = { coupon, work: await aWork(panel.server.database) };
    const holder = await member(panel.server);
    const { id } = (await holder.post('/couponuser/', press)).json<{ id: number }>();
    await ended(panel.admin, await started(panel.admin, `filters.coupon=${coupon}`));
    expect((await holder.get('/couponuser/')).json()).toEqual([]);
    expectRefusal(await holder.get(`/couponuser/${id}/`), 404, 'NOT_FOUND');
    expectRefusal(await holder.post('/couponuser/', press), 400, 'REVOKED');
  });

  it('leaves coupons that are issued or marked as used after its start', async () => {
    const { coupon, ids, work } = await aSoldCoupon(panel.server.database, { issued: MANY, left: 10 });
    const late = await member(panel.server);
    const id = await started(panel.admin, `filters.work=${work}`);
    const issued = await late.post('/couponuser/', { coupon, work });
    const marked = await act(ids.at(-1)!, 'markUsed');
    expect([issued.status, marked.status]).toEqual([201, 200]);
    expect(await ended(panel.admin, id)).toMatchObject({ state: 'completed', revoked: MANY - 1, untouched: 1 });
    const valid = (await keptOf(panel.server.database, coupon)).filter(({ isRevoked }) => !isRevoked);
    expect(valid).toEqual([
      expect.objectContaining({ id: ids.at(-1), isUsed: true }),
      expect.objectContaining({ id: issued.json()['id'], isUsed: false }),
    ]);
    expect(await panel.stock(coupon)).toBe(9 + MANY - 1);
  });

  it('ends early when it is cancelled, says how far it was, and another one may start then', async () => {
    const { coupon } = await aSoldCoupon(panel.server.database, { issued: MANY });
    const id = await started(panel.admin, `filters.coupon=${coupon}`);
    await begun(panel.admin, id);
    expectRefusal(await startRevoking(panel.admin, 'filters.coupon=1'), 409, 'REVOCATION_RUNNING');
    expect((await preview(panel.admin, 'filters.coupon=1')).running).toBe(id);
    expect((await cancelRevoking(panel.admin, id)).json()).toMatchObject({ revocation: { state: 'cancelled' } });
    const { revoked, part } = await progressOf(panel.admin, id);
    expect([revoked > 0 && revoked < MANY, part < 1]).toEqual([true, true]);
    const [last] = (await auditLog(panel.server.database)).slice(-1);
    expect([last!.action, JSON.parse(last!.changes!)]).toEqual([
      'cancel-revocation',
      expect.objectContaining({ revoked: [null, revoked] }) as unknown,
    ]);
    const again = await started(panel.admin, `filters.coupon=${coupon}`);
    expect(await ended(panel.admin, again)).toMatchObject({ revoked: MANY - revoked, untouched: revoked });
    expect((await cancelRevoking(panel.admin, id)).json()).toMatchObject({
      revocation: { state: 'cancelled', revoked },
    });
    expectRefusal(await cancelRevoking(panel.admin, 999_999), 404, 'NOT_FOUND');
  });

  it('starts once if two are started at the same time', async () => {
    const sold = [await aSoldCoupon(panel.server.database, { issued: 300 })];
    sold.push(await aSoldCoupon(panel.server.database, { issued: 300 }));
    const start = ({ coupon }: { coupon: number }) => startRevoking(panel.admin, `filters.coupon=${coupon}`);
    const [rows, asks] = ['"coupon"', sold.map((one) => () => start(one))];
    const answers = await allAtOnce(panel.server.database, rows, asks, () => panel.admin.rows('coupons'));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [one] = answers.filter(({ status }) => status === 200);
    await ended(panel.admin, one!.json<{ revocation: { id: number } }>().revocation.id);
  });

  it('starts once, however often its form is sent', async () => {
    const { coupon } = await aSoldCoupon(panel.server.database, { issued: 5 });
    const fields = { request_key: `revoke-${coupon}` };
    const send = () => started(panel.admin, `filters.coupon=${coupon}`, fields);
    const ids = new Set(await Promise.all([send(), send(), send()]));
    expect(ids.size).toBe(1);
    const [id] = [...ids];
    expect(await ended(panel.admin, id!)).toMatchObject({ revoked: 5 });
    expect(await send()).toBe(id);
    const others: Record<string, string>[] = [{ returns_units: 'false' }, { reason: '다른 이유' }];
    for (const other of others) {
      const refused = await startRevoking(panel.admin, `filters.coupon=${coupon}`, { ...fields, ...other });
      expectRefusal(refused, 409, 'REQUEST_KEY_REUSED');
    }
    expectRefusal(await startRevoking(panel.admin, 'filters.coupon=1', fields), 409, 'REQUEST_KEY_REUSED');
  });

  it.each(HOSTILE)('keeps a reason such as %s as text', async (reason) => {
    const { coupon, ids } = await aSoldCoupon(panel.server.database, { issued: 1, name: reason });
    const run = await ended(panel.admin, await started(panel.admin, `filters.coupon=${coupon}`, { reason }));
    expect([run.reason, run.filters[0]!.title]).toEqual([reason, reason]);
    const [entry] = await panel.admin.rows('history', `filters.target_kind=issued-coupon&filters.target_id=${ids[0]}`);
    expect(entry!.params['reason']).toBe(reason);
  });
});
