import type { Answer } from '../support/answer.js';
import { aCoupon } from '../builders/coupons.js';
import { aWork } from '../builders/works.js';
import type { Shopper } from '../support/crowd.js';
import type { PanelClient } from '../support/panel-client.js';
import type { RunningServer } from '../support/server.js';
import type { Word } from './naive-event.js';

/** The same event on a running server, with the same few verbs. */
export class RealEvent {
  /** The first code that each holder got. */
  private readonly codes = new Map<string, string>();

  private constructor(
    readonly server: RunningServer,
    private readonly admin: PanelClient,
    private readonly shoppers: readonly Shopper[],
    private readonly coupon: number,
    private readonly works: readonly number[],
  ) {}

  static async open(
    server: RunningServer,
    admin: PanelClient,
    shoppers: readonly Shopper[],
    left: number,
    works: number,
  ): Promise<RealEvent> {
    const ids = [];
    for (let work = 0; work < works; work++) ids.push(await aWork(server.database));
    return new RealEvent(server, admin, shoppers, await aCoupon(server.database, { count: left }), ids);
  }

  /** @throws when a member gets another code than before */
  async press(member: number, work: number): Promise<Word> {
    const press = { coupon: this.coupon, work: this.works[work] };
    const answer = await this.shoppers[member]!.client.post('/couponuser/', press);
    const body = answer.json<{ code: string; coupon_user?: { code: string } }>();
    const code = answer.status === 201 ? body.code : body.coupon_user?.code;
    if (code === undefined) return body.code;
    const before = this.codes.get(`${member}:${work}`) ?? code;
    if (before !== code) throw new Error(`told ${code}, and ${before} before`);
    this.codes.set(`${member}:${work}`, code);
    return answer.status === 201 ? 'issued' : 'held';
  }

  async adjust(delta: number): Promise<boolean> {
    return (await this.admin.act('coupons', this.coupon, 'adjustStock', { delta: String(delta) })).status === 200;
  }

  async revoke(member: number, work: number): Promise<void> {
    await this.actOnHolding(member, work, 'revoke');
  }

  /** @returns whether the operator is allowed to. */
  async restore(member: number, work: number): Promise<boolean> {
    return (await this.actOnHolding(member, work, 'restore'))?.status !== 400;
  }

  async hide(hidden: boolean, work?: number): Promise<void> {
    const [table, id] = work === undefined ? ['coupons', this.coupon] : ['works', this.works[work]!];
    const act = (fields?: Record<string, string>): Promise<Answer> =>
      this.admin.act(String(table), Number(id), hidden ? 'hide' : 'unhide', fields);
    const answer = await act();
    // Visitors see the coupon: the operator confirms what they see instead.
    if (answer.status === 409) await act({ confirmed: String(answer.json()['follows']) });
  }

  pause(paused: boolean): Promise<void> {
    return this.server.database.execute('UPDATE "coupon" SET "paused" = $2 WHERE "id" = $1', [this.coupon, paused]);
  }

  async left(): Promise<number> {
    const sql = 'SELECT "count" FROM "coupon" WHERE "id" = $1';
    return (await this.server.database.rows<{ count: number }>(sql, [this.coupon]))[0]!.count;
  }

  private async actOnHolding(member: number, work: number, action: string): Promise<Answer | undefined> {
    const sql = 'SELECT "id" FROM "coupon_user" WHERE "coupon_id" = $1 AND "user_id" = $2 AND "work_id" = $3';
    const holder = [this.coupon, this.shoppers[member]!.id, this.works[work]];
    const [row] = await this.server.database.rows<{ id: number }>(sql, holder);
    return row && this.admin.act('issued-coupons', row.id, action);
  }
}
