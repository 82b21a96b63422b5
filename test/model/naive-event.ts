/** What a press comes to, in a word: the refusal's code, or `issued`, or `held` when the member has it already. */
export type Word = string;

type Coupon = { left: number; hidden: boolean; paused: boolean };

/** The simplest implementation: one press after the other, all in memory. Members and works are numbered from 0. */
export class NaiveEvent {
  readonly coupon: Coupon;
  readonly hiddenWorks = new Set<number>();
  /** Who holds a coupon for which work, and whether it was revoked. */
  readonly holdings = new Map<string, { revoked: boolean }>();

  constructor(left: number) {
    this.coupon = { left, hidden: false, paused: false };
  }

  press(member: number, work: number): Word {
    const held = this.holdings.get(key(member, work));
    if (held) return held.revoked ? 'REVOKED' : 'held';
    if (this.coupon.hidden || this.hiddenWorks.has(work)) return 'DOES_NOT_EXIST';
    if (this.coupon.paused) return 'PAUSED';
    if (this.coupon.left === 0) return 'SOLD_OUT';
    this.coupon.left -= 1;
    this.holdings.set(key(member, work), { revoked: false });
    return 'issued';
  }

  /** @returns whether the operator is allowed to. */
  adjust(delta: number): boolean {
    if (this.coupon.left + delta < 0) return false;
    this.coupon.left += delta;
    return true;
  }

  revoke(member: number, work: number): void {
    const held = this.holdings.get(key(member, work));
    if (!held || held.revoked) return;
    held.revoked = true;
    this.coupon.left += 1;
  }

  /** @returns whether the operator is allowed to. */
  restore(member: number, work: number): boolean {
    const held = this.holdings.get(key(member, work));
    if (!held?.revoked) return true;
    if (this.coupon.left === 0) return false;
    held.revoked = false;
    this.coupon.left -= 1;
    return true;
  }
}

const key = (member: number, work: number): string => `${member}:${work}`;
