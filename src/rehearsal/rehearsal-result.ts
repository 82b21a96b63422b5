import type { Finding } from '../coupon/verification/verification.js';
import type { Bottleneck } from './report/bottleneck.js';

/** What a rehearsal measured and found. */
export type RehearsalResult = {
  readonly coupon: { readonly id: number; readonly name: string };
  readonly database: string;
  readonly members: number;
  readonly connections: number;
  readonly presses: number;
  readonly stockBefore: number;
  readonly stockAfter: number;
  /** From the start of the event to the response with the last unit; undefined if units remain. */
  readonly soldOutMs: number | undefined;
  readonly issued: number;
  /** Numbers of refusals by code. */
  readonly refused: Readonly<Record<string, number>>;
  /** Presses without a complete response. */
  readonly unanswered: number;
  /** Answered presses, from the start of the event to the last response. */
  readonly pressesPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  readonly bottleneck: Bottleneck;
  /** Rules of `npm run verify` that the copy breaks. */
  readonly findings: readonly Finding[];
};

/** How an event refuses presses when everything is right. */
const EXPECTED = ['ALREADY_ISSUED', 'ENDED', 'NOT_STARTED', 'OVERLOADED', 'SOLD_OUT', 'THROTTLED'];

/** Responses after which the coupon may have been issued. */
const UNKNOWN = ['UNAVAILABLE', 'INTERNAL'];

/** What is wrong besides `findings`: sentences in Korean. */
export function problemsOf(result: RehearsalResult): string[] {
  const { issued, refused, unanswered, stockBefore, stockAfter } = result;
  const problems = Object.entries(refused)
    .filter(([code]) => !EXPECTED.includes(code))
    .map(([code, count]) => `예상하지 못한 거절이 있습니다: ${code} ${count}회`);
  if (unanswered > 0) problems.push(`응답을 받지 못한 누름이 있습니다: ${unanswered}회`);
  const unknown = unanswered + UNKNOWN.reduce((sum, code) => sum + (refused[code] ?? 0), 0);
  const taken = stockBefore - stockAfter;
  if (taken < issued || taken > issued + unknown)
    problems.push(`재고에서 ${taken}개가 나갔는데, 쿠폰을 받았다는 응답은 ${issued}회입니다.`);
  return problems;
}

/** 0: the ledger agrees and no press failed · 1: something was found · 2: nothing was rehearsed */
export type ExitCode = 0 | 1 | 2;

export const exitCodeOf = (result: RehearsalResult): ExitCode =>
  result.findings.length > 0 || problemsOf(result).length > 0 ? 1 : 0;
