import type { Outage } from '../../platform/errors/unavailable.js';
import { issuedRow, type WriteResult, type BatchResult } from './batch-program.js';
import type { Press } from './press.js';

// The messages between the main thread and the issuing thread. Copying many objects between threads is slow, so presses and
// issued coupons are sent as columns: one array for each property.

/** To the issuing thread: the batches of one transaction. */
export type Job = readonly PackedBatch[];

/** From the issuing thread: the outcome of each batch, or the failure of all of them. */
export type Reply = { readonly outcomes: readonly BatchOutcome[] } | Failure;

/** `unknown`: something may have been written. Also used for `UNAVAILABLE` after which certainly nothing was. */
export type Failure =
  | { readonly failure: 'unknown'; readonly outage: Outage | undefined }
  | { readonly failure: 'nothing written'; readonly reason: string };

export type BatchOutcome = { readonly result: PackedResult } | Failure;

export const isFailure = (reply: object): reply is Failure => 'failure' in reply;

export type PackedBatch = { readonly couponId: number; readonly userIds: number[]; readonly workIds: number[] };

export type PackedResult = {
  readonly remaining: number | undefined;
  /** Epoch milliseconds, the same for the whole batch. */
  readonly issuedAt: number;
  /** Ids and codes of the issued coupons, in the order of their presses. */
  readonly ids: number[];
  readonly codes: string[];
  /** The indexes of the other presses, and their results. */
  readonly otherIndexes: number[];
  readonly others: WriteResult[];
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
    otherIndexes: [],
    others: [],
  } as Mutable<PackedResult>;
  results.forEach((result, index) => {
    if (result.kind === 'issued') {
      packed.issuedAt = result.row.createdAt.getTime();
      packed.ids.push(result.row.id);
      packed.codes.push(result.row.code);
    } else {
      packed.otherIndexes.push(index);
      packed.others.push(result);
    }
  });
  return packed;
}

export function unpackResult(presses: readonly Press[], packed: PackedResult): BatchResult {
  const issuedAt = new Date(packed.issuedAt);
  let [issued, refused] = [0, 0];
  const results = presses.map((press, index): WriteResult => {
    if (packed.otherIndexes[refused] === index) return packed.others[refused++]!;
    const row = issuedRow(press, packed.ids[issued]!, packed.codes[issued]!, issuedAt);
    issued += 1;
    return { kind: 'issued', row };
  });
  return { results, remaining: packed.remaining };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
