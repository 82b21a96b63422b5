import { anIssuedCoupon } from './builders/issued-coupon.js';
import { openedCase } from './support/member-case.js';
import { onEachDatabase } from './support/on-each-database.js';
import { operator, type PanelClient } from './support/panel-client.js';
import { startServer, type RunningServer } from './support/server.js';
import { insertRow } from './support/test-database.js';

type Kind = 'member' | 'issued-coupon' | 'coupon';
/** An issued coupon, and who holds it. */
type Holding = Readonly<Record<'id' | 'member', number>>;

onEachDatabase('The acts of a member case', (kind) => {
  let server: RunningServer;
  let panel: PanelClient;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    panel = await operator(server);
  });

  async function aHolding(): Promise<Holding> {
    const { id } = await anIssuedCoupon(server);
    const { member } = await openedCase(panel, { issued: String(id) });
    return { id, member: member.id };
  }

  /** Writes a line of the history for each number, with the number as its reason. */
  async function write(target: Kind, { id, member }: Holding, from: number, to: number): Promise<void> {
    const target_id = target === 'issued-coupon' ? id : member;
    const entry = { created_at: new Date(), actor: 'x', action: 'edit-coupon', target_kind: target, target_id };
    for (let line = from; line <= to; line++) {
      await insertRow(server.database, 'audit_entry', { ...entry, reason: String(line) });
    }
  }

  async function shown({ member }: Holding): Promise<{ lines: number[]; hasMore: boolean }> {
    const { acts, hasMoreActs } = await openedCase(panel, { member: String(member) });
    return { lines: acts.map(({ reason }) => Number(reason)), hasMore: hasMoreActs };
  }

  it('are the latest twenty of the member and the coupons, and say whether there are more', async () => {
    const holding = await aHolding();
    await write('coupon', holding, 0, 0);
    await write('member', holding, 1, 10);
    await write('issued-coupon', holding, 11, 20);
    expect(await shown(holding)).toEqual({ lines: newestFirst(20), hasMore: false });
    await write('issued-coupon', holding, 21, 21);
    expect(await shown(holding)).toEqual({ lines: newestFirst(21), hasMore: true });
  });

  it.each(['member', 'issued-coupon'] as const)('say that there are more of one kind: %s', async (target) => {
    const holding = await aHolding();
    await write(target, holding, 1, 21);
    expect(await shown(holding)).toEqual({ lines: newestFirst(21), hasMore: true });
  });

  it('are none on other targets with the same ids', async () => {
    const holding = await aHolding();
    await write('coupon', holding, 1, 1);
    expect(await shown(holding)).toEqual({ lines: [], hasMore: false });
  });
});

/** The latest twenty, down from `last`. */
const newestFirst = (last: number): number[] => Array.from({ length: 20 }, (_, place) => last - place);
