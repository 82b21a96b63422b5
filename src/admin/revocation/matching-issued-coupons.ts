import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CouponUser } from '../../coupon/issued/coupon-user.entity.js';
import type { NamedFilter } from '../../coupon/issued/revocation/revocation.entity.js';
import { BackgroundReads } from '../../platform/database/background-reads.js';
import { matchingRows } from '../export/matching-rows.js';
import type { Condition } from '../table/condition.js';
import { issuedCouponRows } from '../table/issued-coupon-rows.js';
import { readListQuery } from '../table/list-query.js';
import { TableSql } from '../table/table-sql.js';

export type MatchingCoupon = Pick<CouponUser, 'id' | 'couponId' | 'isUsed' | 'revokedAt'>;

type Range = { readonly after: number; readonly last: number };

/** Without the columns of the list. */
const ROWS = {
  ...issuedCouponRows,
  select: ['id', 'couponId', 'isUsed', 'revokedAt'] as const,
  fields: [],
};

/** Finds all issued coupons that match filters of the list, as an export does. */
@Injectable()
export class MatchingIssuedCoupons {
  private readonly sql: TableSql<CouponUser>;

  constructor(
    dataSource: DataSource,
    private readonly reads: BackgroundReads,
  ) {
    this.sql = new TableSql(ROWS, dataSource);
  }

  /**
   * @param range the ids: above `after`, up to `last` @returns the rows in the order of ids, in pages, which may be empty
   * @throws DomainError those of `readListQuery`, `READ_TOO_LONG`, `UNAVAILABLE`
   */
  async *pages(filters: readonly NamedFilter[], range?: Range): AsyncGenerator<readonly MatchingCoupon[]> {
    const query = new URLSearchParams(filters.map(([name, value]) => [`filters.${name}`, value]));
    const { conditions } = readListQuery(issuedCouponRows, query);
    const within = range ? [...conditions, idsIn(range)] : conditions;
    for await (const rows of matchingRows(this.sql, within, this.reads)) {
      yield rows.map((row) => this.sql.entityOf(row));
    }
  }
}

const idsIn = ({ after, last }: Range): Condition => ({
  property: 'id',
  sql: (column) => `(${column} > ? AND ${column} <= ?)`,
  parameters: [after, last],
  boundsIds: true,
});
