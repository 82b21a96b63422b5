import { appendFileSync } from 'node:fs';
import type { Try } from './history.js';
import type { Kept } from './kept.js';

/** What became of one sale, as it is counted up over many rounds of a fault. */
export type Tally = {
  /** Coupons that a client was told. */
  readonly acknowledged: number;
  /** Answers that did not say whether a coupon was issued, or never came. */
  readonly unknown: number;
  /** Acknowledged, and not kept under that code. */
  readonly lost: number;
  /** Kept, beyond the stock. */
  readonly over: number;
  /** Rows beyond the first of a member and work, and of a code. */
  readonly double: number;
};

export function tallyOf(tries: readonly Try[], { rows, ledger, left }: Kept): Tally {
  const told = new Set(
    tries.flatMap(({ member, work, outcome }) => (outcome.kind === 'ok' ? [`${member} ${work} ${outcome.code}`] : [])),
  );
  const kept = new Set(rows.map(({ member, work, code }) => `${member} ${work} ${code}`));
  const supply = ledger.reduce(
    (sum, { kind, delta }) => sum + (['opening', 'adjusted', 'withdrawn'].includes(kind) ? delta : 0),
    0,
  );
  const held = rows.filter(({ revoked }) => !revoked).length;
  return {
    acknowledged: told.size,
    unknown: tries.filter(({ outcome }) => outcome.kind === 'unknown').length,
    lost: [...told].filter((one) => !kept.has(one)).length,
    over: Math.max(0, held - supply, held + left - supply),
    double: repeats(rows.map(({ member, work }) => `${member} ${work}`)) + repeats(rows.map(({ code }) => code)),
  };
}

/** `npm run test:faults` adds up what is written here; `npm test` does not read it. */
export function writeDown(sale: string, tally: Tally): void {
  const file = process.env['TOODAT_FAULT_REPORT'];
  if (file) appendFileSync(file, `${JSON.stringify({ test: expect.getState().currentTestName, sale, ...tally })}\n`);
}

const repeats = (names: readonly string[]): number => names.length - new Set(names).size;
