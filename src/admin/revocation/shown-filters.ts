import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { NamedFilter } from '../../coupon/issued/revocation/revocation.entity.js';
import { BackgroundReads } from '../../platform/database/background-reads.js';
import { EntitySql, SELECTED } from '../../platform/database/sql/entity-sql.js';
import { issuedCouponRows } from '../table/issued-coupon-rows.js';
import type { Reference } from '../table/references.js';
import { rowId } from '../table/row-id.js';

/** A filter as a screen shows it. */
export type ShownFilter = {
  /** The field. */
  readonly name: string;
  /** Of a range. */
  readonly end: 'from' | 'to' | undefined;
  readonly value: string;
  /** Of the row to which `value` refers. */
  readonly title: string | undefined;
};

/** Looks up the names of the rows to which filters refer. */
@Injectable()
export class ShownFilters {
  private readonly entities: EntitySql;

  constructor(
    dataSource: DataSource,
    private readonly reads: BackgroundReads,
  ) {
    this.entities = new EntitySql(dataSource);
  }

  of(filters: readonly NamedFilter[]): Promise<ShownFilter[]> {
    return Promise.all(
      filters.map(async ([key, value]) => {
        const [name, end] = key.split('~~') as [string, ShownFilter['end']];
        const reference = issuedCouponRows.fields.find((field) => field.name === name)?.reference;
        return { name, end, value, title: reference && (await this.titleOf(reference, value)) };
      }),
    );
  }

  private async titleOf({ entity, title }: Reference, value: string): Promise<string | undefined> {
    const id = rowId(value);
    if (id === undefined) return undefined;
    const [row] = await this.reads.rows(this.entities.select(entity, { id }, false));
    return row && String(this.entities.entityOf(entity, row, SELECTED)[title]);
  }
}
