import type { Outage } from '../platform/errors/unavailable.js';
import { issuedRow, type BatchResult, type Verdict } from './issue-batch.js';
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
  readonly left: number | undefined;
  /** Of what was issued, in the order of the presses: epoch milliseconds, for all of them the same */
  readonly issuedAt: number;
  readonly ids: number[];
  readonly codes: string[];
  /** What was not issued, with the places of those presses. */
  readonly places: number[];
  readonly refusals: Verdict[];
};

export const packBatch = (couponId: number, presses: readonly Press[]): PackedBatch => ({
  couponId,
  userIds: presses.map(({ userId }) => userId),
  workIds: presses.map(({ workId }) => workId),
});

export const unpackBatch = ({ couponId, userIds, workIds }: PackedBatch): Press[] =>
  userIds.map((userId, place) => ({ couponId, userId, workId: workIds[place]! }));

export function packResult({ verdicts, left }: BatchResult): PackedResult {
  const packed = { left, issuedAt: 0, ids: [], codes: [], places: [], refusals: [] } as Mutable<PackedResult>;
  verdicts.forEach((verdict, place) => {
    if (verdict.kind === 'issued') {
      packed.issuedAt = verdict.row.createdAt.getTime();
      packed.ids.push(verdict.row.id);
      packed.codes.push(verdict.row.code);
    } else {
      packed.places.push(place);
      packed.refusals.push(verdict);
    }
  });
  return packed;
}

export function unpackResult(presses: readonly Press[], packed: PackedResult): BatchResult {
  const issuedAt = new Date(packed.issuedAt);
  let [issued, refused] = [0, 0];
  const verdicts = presses.map((press, place): Verdict => {
    if (packed.places[refused] === place) return packed.refusals[refused++]!;
    const row = issuedRow(press, packed.ids[issued]!, packed.codes[issued]!, issuedAt);
    issued += 1;
    return { kind: 'issued', row };
  });
  return { verdicts, left: packed.left };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
