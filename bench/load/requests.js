/**
 * Generates the requests of a run. Press number n is sent by member n modulo the number of members. After every member has
 * pressed, the next work follows. So no two presses have the same member and work.
 */
export class Requests {
  /** @param job see `generator.js` */
  constructor({ path, cookies, presses }) {
    this.presses = presses;
    this.next = presses?.from ?? 0;
    this.heads = cookies.map((cookie) => headOf(presses ? 'POST' : 'GET', path, cookie));
    this.tails = new Map();
  }

  /** @returns {{ text: string, sequence: number } | undefined} undefined after every member has pressed for every work */
  takeNext() {
    const sequence = this.next;
    if (this.presses && sequence >= this.presses.to) return undefined;
    this.next += 1;
    const head = this.heads[sequence % this.heads.length];
    return { sequence, text: this.presses ? head + this.tailOf(sequence) : `${head}\r\n` };
  }

  tailOf(sequence) {
    const { couponId, workId } = pressOf(this.presses, sequence);
    const key = couponId * 1_000 + workId;
    const known = this.tails.get(key);
    if (known) return known;
    const body = `{"coupon":${couponId},"work":${workId}}`;
    const tail = `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    this.tails.set(key, tail);
    return tail;
  }
}

/** @returns {{ couponId: number, userId: number, workId: number }} the press with this number */
export function pressOf({ coupons, firstUserId, users, firstWorkId }, sequence) {
  return {
    couponId: coupons[sequence % coupons.length],
    userId: firstUserId + (sequence % users),
    workId: firstWorkId + Math.floor(sequence / users),
  };
}

function headOf(method, path, cookie) {
  return `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: ${cookie}\r\nSec-Fetch-Site: same-origin\r\n`;
}
