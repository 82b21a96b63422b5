import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Revocation, type NamedFilter } from '../../coupon/issued/revocation/revocation.entity.js';
import { RevocationRunnerService } from '../../coupon/issued/revocation/revocation-runner.service.js';
import { RevocationService } from '../../coupon/issued/revocation/revocation.service.js';
import type { Actor } from '../../platform/audit-log/actor.js';
import { BackgroundReads } from '../../platform/database/background-reads.js';
import { EntitySql, SELECTED } from '../../platform/database/sql/entity-sql.js';
import type { ActionCall } from '../action/panel-action.js';
import { noSuchRow, notConfirmed } from '../admin.errors.js';
import { filtersIn, readListQuery } from '../table/list-query.js';
import { MatchingIssuedCoupons } from './matching-issued-coupons.js';
import { presentRevocation, type PresentedRevocation } from './revocation.presenter.js';
import { RevocationPreviews, type RevocationPreview } from './revocation-preview.js';
import { ShownFilters, type ShownFilter } from './shown-filters.js';

type Terms = {
  readonly reason: string;
  readonly returnsUnits: boolean;
  readonly requestKey: string | null;
  /** The number of coupons that the operator typed. */
  readonly confirmed: number;
};

type Preview = RevocationPreview & {
  readonly filters: readonly ShownFilter[];
  /** The id of the revocation that is running. */
  readonly running: number | undefined;
};

/** The panel's part of a revocation by filter: which rows match, the preview, and what the screens show. */
@Injectable()
export class PanelRevocations implements OnApplicationBootstrap {
  private readonly entities: EntitySql;

  constructor(
    dataSource: DataSource,
    private readonly reads: BackgroundReads,
    private readonly revocations: RevocationService,
    private readonly runner: RevocationRunnerService,
    private readonly matching: MatchingIssuedCoupons,
    private readonly previews: RevocationPreviews,
    private readonly shownFilters: ShownFilters,
  ) {
    this.entities = new EntitySql(dataSource);
  }

  onApplicationBootstrap(): void {
    this.runner.run((filters, range) => this.matching.pages(filters, range));
  }

  /** @throws DomainError those of `readListQuery` */
  async preview(call: ActionCall): Promise<Preview> {
    const filters = checkedFilters(call);
    const [running] = await this.find({ state: 'running' });
    const preview = await this.previews.of(filters, call);
    return { ...preview, filters: await this.shownFilters.of(filters), running: running?.id };
  }

  /**
   * Without a filter, the operator must have typed the number of coupons.
   * @throws DomainError `NOT_CONFIRMED`, those of `RevocationService.start` and of `readListQuery`
   */
  async start(call: ActionCall, { confirmed, ...terms }: Terms): Promise<PresentedRevocation> {
    const filters = checkedFilters(call);
    const revocation = { ...terms, filters, by: call.operator.actor };
    const earlier = await this.revocations.findStarted(revocation);
    if (earlier) return this.progress(earlier.id);
    const { revocable, isCapped } = await this.previews.of(filters, call);
    if (filters.length === 0 && confirmed !== revocable) throw notConfirmed(revocable);
    const { id } = await this.revocations.start({ ...revocation, expected: isCapped ? null : revocable });
    this.runner.wake();
    return this.progress(id);
  }

  /** @throws DomainError `NOT_FOUND` */
  async progress(id: number): Promise<PresentedRevocation> {
    const [revocation] = await this.find({ id });
    if (!revocation) throw noSuchRow();
    const filters = await this.shownFilters.of(JSON.parse(revocation.filters) as NamedFilter[]);
    return presentRevocation(revocation, filters);
  }

  /** @throws DomainError `NOT_FOUND` */
  async cancel(id: number, by: Actor): Promise<PresentedRevocation> {
    await this.revocations.cancel(id, by);
    return this.progress(id);
  }

  private async find(where: Partial<Pick<Revocation, 'id' | 'state'>>): Promise<Revocation[]> {
    const rows = await this.reads.rows(this.entities.select(Revocation, where, false));
    return rows.map((row) => this.entities.entityOf(Revocation, row, SELECTED));
  }
}

function checkedFilters({ resource, query }: ActionCall): readonly NamedFilter[] {
  readListQuery(resource.table, query);
  return filtersIn(query);
}
