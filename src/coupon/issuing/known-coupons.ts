import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { databaseKind } from '../../platform/config/environment.js';
import { all, type SqlProgram } from '../../platform/database/sql/statement.js';
import { LookUps } from '../../platform/database/look-ups.js';
import type { Tx } from '../../platform/database/tx.js';
import type { IssueResult } from './batch-program.js';
import { issueStatements } from './issue-statements.js';
import { BatchQueue } from './batch-queue.js';
import type { CouponPresses, Press } from './press.js';

/** Only a few different coupons are requested, each of them often. Beyond this many ids, the least recently used one is removed. */
const MAX_IDS = 5_000;

/** The largest number of ids that one query looks up. */
const MAX_LOOKUPS = 256;

type Refusals = readonly IssueResult[] | undefined;

const sql = issueStatements[databaseKind];

/**
 * The ids of coupons that this process has found in the database. Other ids are looked up without a transaction first, so that
 * invented ids do not cost one each. Whether a known coupon still exists is decided by the transaction.
 */
@Injectable()
export class KnownCoupons {
  private readonly ids = new LRUCache<number, true>({ max: MAX_IDS });
  /** One lookup runs at a time and takes the waiting ids (at most a batch), so lookups use one connection of the pool at most. */
  private readonly queue = new BatchQueue<CouponPresses, Refusals>(
    (asked) => this.answer(asked),
    () => undefined,
    MAX_LOOKUPS,
  );

  constructor(private readonly lookUps: LookUps) {}

  has(couponId: number): boolean {
    return this.ids.get(couponId) === true;
  }

  forget(couponId: number): void {
    this.ids.delete(couponId);
  }

  /**
   * Looks the coupon up and adds it if it exists. Absence is not stored, because the coupon may be created at any moment.
   * @returns a refusal for each press if the coupon does not exist, else undefined
   * @throws DomainError `UNAVAILABLE`, `OVERLOADED`
   */
  lookUp(couponId: number, presses: readonly Press[]): Promise<Refusals> {
    return this.queue.add({ couponId, presses });
  }

  private async answer(asked: readonly CouponPresses[]): Promise<readonly Refusals[]> {
    const refusals = await this.lookUps.read((tx) => this.findMissing(tx, asked));
    asked.forEach(({ couponId }, index) => refusals[index] ?? this.ids.set(couponId, true));
    return refusals;
  }

  private *findMissing(tx: Tx, asked: readonly CouponPresses[]): SqlProgram<Refusals[]> {
    const workIds = asked.flatMap(({ presses }) => presses.map(({ workId }) => workId));
    const [coupons, works] = yield* all(
      tx.rows(sql.coupons(asked.map(({ couponId }) => couponId))),
      tx.rows(sql.works([...new Set(workIds)])),
    );
    const [existingCoupons, visibleWorks] = [coupons, works].map((rows) => new Set(rows.map(({ id }) => id)));
    return asked.map(({ couponId, presses }) => {
      if (existingCoupons!.has(couponId)) return undefined;
      // The same result as `decide`: no member holds a coupon that does not exist, because issued ones are never deleted.
      return presses.map(({ workId }) => ({
        kind: 'missing',
        couponMissing: true,
        workMissing: !visibleWorks!.has(workId),
      }));
    });
  }
}
