import type { Outage } from '../../platform/errors/unavailable.js';
import { issuedRow, type BatchResult, type IssueResult } from './issue-batch.js';
import type { Press } from './press.js';

// What the two threads say to each other. Objects are slow to copy from one to the other: hundreds of presses and
// coupons go as a few columns.

/** What the issuing thread is sent: batches of presses, each for one coupon, for one transaction. */
export type Job = readonly PackedBatch[];

/** What it replies: what became of each batch of the job, or why none was written. */
export type Reply = { readonly settled: readonly Settled[] } | Failure;

/** `unknown`: whether anything was written */
export type Failure =
  | { readonly failure: 'unknown'; readonly outage: Outage | undefined }
  | { readonly failure: 'nothing written'; readonly why: string };

export type Settled = { readonly result: PackedResult } | Failure;

export const isFailure = (reply: object): reply is Failure => 'failure' in reply;

export type PackedBatch = { readonly couponId: number; readonly userIds: number[]; readonly workIds: number[] };

export type PackedResult = {
  readonly remaining: number | undefined;
  /** Of what was issued, in the order of the presses: epoch milliseconds, for all of them the same */
  readonly issuedAt: number;
  readonly ids: number[];
  readonly codes: string[];
  /** What was not issued, with the refusedIndexes of those presses. */
  readonly refusedIndexes: number[];
  readonly refusals: IssueResult[];
};

export const packBatch = (couponId: number, presses: readonly Press[]): PackedBatch => ({
  couponId,
  userIds: presses.map(({ userId }) => userId),
  workIds: presses.map(({ workId }) => workId),
});

export const unpackBatch = ({ couponId, userIds, workIds }: PackedBatch): Press[] =>
  userIds.map((userId, index) => ({ couponId, userId, workId: workIds[index]! }));

export function packResult({ results, remaining }: BatchResult): PackedResult {
  const packed = {
    remaining,
    issuedAt: 0,
    ids: [],
    codes: [],
    refusedIndexes: [],
    refusals: [],
  } as Mutable<PackedResult>;
  results.forEach((result, index) => {
    if (result.kind === 'issued') {
      packed.issuedAt = result.row.createdAt.getTime();
      packed.ids.push(result.row.id);
      packed.codes.push(result.row.code);
    } else {
      packed.refusedIndexes.push(index);
      packed.refusals.push(result);
    }
  });
  return packed;
}

export function unpackResult(presses: readonly Press[], packed: PackedResult): BatchResult {
  const issuedAt = new Date(packed.issuedAt);
  let [issued, refused] = [0, 0];
  const results = presses.map((press, index): IssueResult => {
    if (packed.refusedIndexes[refused] === index) return packed.refusals[refused++]!;
    const row = issuedRow(press, packed.ids[issued]!, packed.codes[issued]!, issuedAt);
    issued += 1;
    return { kind: 'issued', row };
  });
  return { results, remaining: packed.remaining };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
