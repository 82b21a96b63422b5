import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { member, newEmail } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { expectRefusal } from './support/refusal.js';
import { ended, keptOf, preview, started, startRevoking } from './support/revoking.js';
import { useVerifiedPanel } from './support/verified-panel.js';

onEachDatabase('A revocation by email', (kind) => {
  const panel = useVerifiedPanel(kind);

  /** Two members hold the coupon; the address of the second one continues that of the first one. */
  async function twoHolders() {
    const email = newEmail();
    const press = {
      coupon: await aCoupon(panel.server.database, { count: 5 }),
      work: await aWork(panel.server.database),
    };
    const ids: number[] = [];
    for (const address of [email, `${email}.au`]) {
      const answer = await (await member(panel.server, address)).post('/couponuser/', press);
      ids.push(answer.json<{ id: number }>().id);
    }
    return { email, coupon: press.coupon, ids };
  }

  const revokedOf = async (coupon: number): Promise<number[]> =>
    (await keptOf(panel.server.database, coupon)).filter(({ isRevoked }) => isRevoked).map(({ id }) => id);

  const filterOf = (typed: string): string => `filters.email=${encodeURIComponent(typed)}`;

  it.each([
    ['as it is', (email: string) => email],
    ['in another spelling of the same mailbox', (email: string) => ` ${email.toUpperCase()} `],
  ])('takes the coupons of exactly the member whose whole address is typed %s', async (_, spell) => {
    const { email, coupon, ids } = await twoHolders();
    const filter = filterOf(spell(email));
    expect(await preview(panel.admin, filter)).toMatchObject({ revocable: 1, needsNumber: false });
    expect((await ended(panel.admin, await started(panel.admin, filter))).revoked).toBe(1);
    expect([await revokedOf(coupon), await panel.stock(coupon)]).toEqual([[ids[0]], 4]);
    expect(panel.server.output).not.toContain(email);
  });

  it('takes those of all members whose address begins with a part, and needs their number', async () => {
    const { email, coupon, ids } = await twoHolders();
    const typed = email.slice(0, -'.com'.length);
    const filter = filterOf(typed);
    expect(await preview(panel.admin, filter)).toMatchObject({ revocable: 2, needsNumber: true });
    expectRefusal(await startRevoking(panel.admin, filter), 400, 'NOT_CONFIRMED');
    expect(await revokedOf(coupon)).toEqual([]);
    const run = await ended(panel.admin, await started(panel.admin, filter, { confirmed: '2' }));
    expect([run.revoked, await revokedOf(coupon), await panel.stock(coupon)]).toEqual([2, ids, 5]);
    expect(panel.server.output).not.toContain(typed);
  });
});
