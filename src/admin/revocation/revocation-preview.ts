import { Injectable } from '@nestjs/common';
import type { RecordJSON } from 'adminjs';
import type { NamedFilter } from '../../coupon/issued/revocation/revocation.entity.js';
import { SUPPLY } from '../../coupon/stock/stock-movement.entity.js';
import { BackgroundReads } from '../../platform/database/background-reads.js';
import { inList, listParameter, numbered } from '../../platform/database/sql/in-list.js';
import type { Row } from '../../platform/database/sql/statement.js';
import type { ActionCall } from '../action/panel-action.js';
import { MAX_COUNT } from '../table/list-statements.js';
import { MatchingIssuedCoupons, type MatchingCoupon } from './matching-issued-coupons.js';

const SAMPLE = 10;

/** Reading so many pages takes less than a second. */
const MAX_PAGES = 100;

/** Enough to find the sample if the counts are known. */
const SAMPLE_PAGES = 20;

type Counts = { revocable: number; used: number; revoked: number };
type OfCoupon = Counts & { readonly id: number; readonly name: string };

/** What a revocation would do. */
export type RevocationPreview = Counts & {
  /** Counting stopped: there may be more of all. */
  readonly isCapped: boolean;
  /** The coupons of which some would be revoked. */
  readonly coupons: readonly OfCoupon[];
  /** Some of the rows that would be revoked, as the list shows them. */
  readonly sample: readonly RecordJSON[];
};

const COUNTERS = `SELECT c."id", c."name", COALESCE(u."used", 0) AS "used", COALESCE(u."revoked", 0) AS "revoked",
    COALESCE((SELECT SUM("delta") FROM "stock_movement" WHERE "coupon_id" = c."id" AND ${SUPPLY}), 0) - c."count" AS "valid"
  FROM "coupon" c LEFT JOIN "coupon_usage" u ON u."coupon_id" = c."id"`;

/** Counts the coupons that match a filter, with a limit, unless the stored counters give the exact numbers. */
@Injectable()
export class RevocationPreviews {
  constructor(
    private readonly matching: MatchingIssuedCoupons,
    private readonly reads: BackgroundReads,
  ) {}

  /** @param upTo the highest id that counts, unless the stored counters give the numbers */
  async of(
    filters: readonly NamedFilter[],
    { resource, operator }: ActionCall,
    upTo?: number,
  ): Promise<RevocationPreview> {
    const stored = await this.storedCounts(filters);
    const walked = new WalkedCounts();
    let pages = 0;
    let isCapped = false;
    const range = upTo === undefined ? undefined : { after: 0, last: upTo };
    for await (const rows of this.matching.pages(filters, range)) {
      walked.add(rows);
      pages += 1;
      isCapped = stored
        ? pages === SAMPLE_PAGES || walked.sample.length === SAMPLE
        : pages === MAX_PAGES || walked.revocable > MAX_COUNT;
      if (isCapped) break;
    }
    const records = await resource.findMany(walked.sample);
    const coupons = stored ?? (await this.named(walked.coupons));
    return {
      ...sumOf(coupons),
      isCapped: !stored && isCapped,
      coupons: coupons.filter(({ revocable }) => revocable > 0),
      sample: records.map((record) => record.toJSON(operator)),
    };
  }

  /** Exact and cheap, for the filters for which they exist: none, and one coupon. */
  private async storedCounts(filters: readonly NamedFilter[]): Promise<readonly OfCoupon[] | undefined> {
    if (filters.length > 1 || filters.some(([name]) => name !== 'coupon')) return undefined;
    const ids = filters.map(([, value]) => Number(value));
    const where = ids.length > 0 ? ' WHERE c."id" = ?' : '';
    const rows = await this.reads.rows({ sql: numbered(`${COUNTERS}${where} ORDER BY c."id"`), parameters: ids });
    return rows.map((row) => {
      const [used, revoked] = [Number(row['used']), Number(row['revoked'])];
      return { ...identityOf(row), revocable: Number(row['valid']) - used, used, revoked };
    });
  }

  private async named(coupons: ReadonlyMap<number, Counts>): Promise<readonly OfCoupon[]> {
    const sql = `SELECT "id", "name" FROM "coupon" WHERE ${inList('"id"')} ORDER BY "id"`;
    const rows = await this.reads.rows({ sql, parameters: [listParameter([...coupons.keys()])] });
    return rows.map((row) => ({ ...identityOf(row), ...coupons.get(row['id'] as number)! }));
  }
}

/** Counts by coupon, and the ids of the first coupons that would be revoked. */
class WalkedCounts {
  readonly coupons = new Map<number, Counts>();
  readonly sample: number[] = [];
  revocable = 0;

  add(rows: readonly MatchingCoupon[]): void {
    for (const { id, couponId, isUsed, revokedAt } of rows) {
      const counts = this.coupons.get(couponId) ?? { revocable: 0, used: 0, revoked: 0 };
      this.coupons.set(couponId, counts);
      const kind = revokedAt ? 'revoked' : isUsed ? 'used' : 'revocable';
      counts[kind] += 1;
      if (kind !== 'revocable') continue;
      this.revocable += 1;
      if (this.sample.length < SAMPLE) this.sample.push(id);
    }
  }
}

const identityOf = (row: Row): { id: number; name: string } => ({
  id: row['id'] as number,
  name: row['name'] as string,
});

function sumOf(all: readonly Counts[]): Counts {
  const sum = { revocable: 0, used: 0, revoked: 0 };
  for (const name of ['revocable', 'used', 'revoked'] as const) {
    for (const counts of all) sum[name] += counts[name];
  }
  return sum;
}
