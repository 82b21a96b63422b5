import { aSoldCoupon } from './builders/sold-coupon.js';
import { fileOf } from './support/csv.js';
import { onEachDatabase } from './support/on-each-database.js';
import { operator, type PanelAnswer, type PanelClient } from './support/panel-client.js';
import { preview } from './support/revoking.js';
import { startServer } from './support/server.js';

const AT = Date.parse('2026-11-01T03:00:00.000Z');
const LATE = AT - 5_000;
const NEXT = AT + 60_000;
/** More ids than the range of ids is widened by. */
const BLOCK = 1_500;
/** In turn `AT` and `LATE`: as if one process drew its ids 5 s after it had read their time. Then one of `NEXT`. */
const BLOCKS = 9;

const instant = (ms: number): string => encodeURIComponent(new Date(ms).toISOString());

onEachDatabase('A filter by time of issue', (kind) => {
  let admin: PanelClient;
  const idsAt = new Map<number, number[]>();

  beforeAll(async () => {
    const server = await startServer({ database: kind });
    const { ids } = await aSoldCoupon(server.database, { issued: BLOCKS * BLOCK });
    for (const [index, id] of ids.entries()) {
      const block = Math.floor(index / BLOCK);
      const at = block === BLOCKS - 1 ? NEXT : block % 2 === 0 ? AT : LATE;
      idsAt.set(at, [...(idsAt.get(at) ?? []), id]);
    }
    for (const [at, some] of idsAt) {
      const update = `UPDATE coupon_user SET created_at = $1 WHERE id IN (${some.join(', ')})`;
      await server.database.execute(update, [new Date(at)]);
    }
    admin = await operator(server);
  });

  const from = (ms: number): string => `filters.created_at~~from=${instant(ms)}`;
  const to = (ms: number): string => `filters.created_at~~to=${instant(ms)}`;

  it.each([
    ['from the later time on', `${from(AT)}&${to(AT + 1)}`, [AT]],
    ['up to the earlier time', to(LATE), [LATE]],
    ['between both, which are excluded', `${from(LATE + 1)}&${to(AT - 1)}`, []],
    ['from just after both on', from(AT + 1), [NEXT]],
    ['up to the last instant of the year 9999', `${from(NEXT)}&${to(Date.parse('9999-12-31T23:59:59.999Z'))}`, [NEXT]],
  ])('finds exactly the coupons %s, also if their ids are out of order', async (_, filters, times) => {
    const expected = times.flatMap((at) => idsAt.get(at)!).sort((a, b) => a - b);
    const list = await admin.get(`/resources/issued-coupons/actions/list?${filters}`);
    const { records, meta } = list.json<PanelAnswer>();
    expect(records.map(({ id }) => id)).toEqual(expected.toReversed().slice(0, 20));
    expect(meta.total).toBe(expected.length);
    const { rows } = fileOf(await admin.get(`/resources/issued-coupons/actions/export?${filters}`));
    expect(rows.map(([id]) => Number(id))).toEqual(expected);
    expect((await preview(admin, filters)).revocable).toBe(expected.length);
  });
});
