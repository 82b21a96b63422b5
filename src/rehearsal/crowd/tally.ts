import type { HttpResponse } from './http-response.js';

/** What happened to the presses. Times are of `performance.now()`. */
export class Tally {
  issued = 0;
  /** Of presses that were sent after the opening. */
  lastIssuedAt: number | undefined;
  lastAnswerAt: number | undefined;
  /** Without a complete response. */
  unanswered = 0;
  readonly refused = new Map<string, number>();
  private readonly latencies: Float64Array;
  private timed = 0;

  /** @param presses the largest number @param openedAt presses that were sent earlier are counted, and their time is not */
  constructor(
    presses: number,
    private readonly openedAt: number,
  ) {
    this.latencies = new Float64Array(presses);
  }

  get total(): number {
    return this.issued + this.unanswered + [...this.refused.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Presses that were sent after the opening and answered. */
  get answered(): number {
    return this.timed;
  }

  add({ status, body }: HttpResponse, sentAt: number, now = performance.now()): void {
    if (status === 201) {
      this.issued += 1;
      this.lastIssuedAt = now;
    } else {
      const code = codeOf(status, body);
      this.refused.set(code, (this.refused.get(code) ?? 0) + 1);
    }
    if (sentAt < this.openedAt) return;
    this.lastAnswerAt = now;
    this.latencies[this.timed++] = now - sentAt;
  }

  addUnanswered(): void {
    this.unanswered += 1;
  }

  /** @param shares from 0 to 1 @returns milliseconds; 0 if no press was timed */
  percentiles(...shares: readonly number[]): number[] {
    const sorted = this.latencies.slice(0, this.timed).sort();
    return shares.map((share) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0);
  }
}

function codeOf(status: number, body: string): string {
  try {
    const { code } = JSON.parse(body) as { code?: unknown };
    if (typeof code === 'string') return code;
  } catch {
    // Not an answer of the service's own.
  }
  return `HTTP_${status}`;
}
