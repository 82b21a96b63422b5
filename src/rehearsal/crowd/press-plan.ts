/** How often a member presses for the same work again, as somebody does who does not see the answer. */
const REPEATED = 0.2;

/**
 * Who presses for which work: the members in turn, each for a work at random, now and then for the one that the member has pressed
 * for before.
 */
export class PressPlan {
  private taken = 0;
  private readonly heads: readonly string[];
  private readonly tails: readonly string[];
  private readonly lastWork: Uint32Array;

  /**
   * @param cookies of the members
   * @param total the number of presses
   * @param random returns numbers from 0 to 1, without 1
   */
  constructor(
    cookies: readonly string[],
    couponId: number,
    workIds: readonly number[],
    private readonly total: number,
    private readonly random: () => number = Math.random,
  ) {
    this.heads = cookies.map(headOf);
    this.tails = workIds.map((workId) => tailOf(couponId, workId));
    this.lastWork = new Uint32Array(cookies.length).fill(this.tails.length);
  }

  get left(): number {
    return this.total - this.taken;
  }

  /** @returns the text of the next request; undefined if all presses were taken */
  next(): string | undefined {
    if (this.left === 0) return undefined;
    const member = this.taken++ % this.heads.length;
    return this.heads[member]! + this.tails[this.workOf(member)]!;
  }

  private workOf(member: number): number {
    const last = this.lastWork[member]!;
    const isRepeated = last < this.tails.length && this.random() < REPEATED;
    return isRepeated ? last : (this.lastWork[member] = Math.floor(this.random() * this.tails.length));
  }
}

const headOf = (cookie: string): string =>
  `POST /couponuser/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: ${cookie}\r\nSec-Fetch-Site: same-origin\r\n`;

function tailOf(couponId: number, workId: number): string {
  const body = `{"coupon":${couponId},"work":${workId}}`;
  return `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}
