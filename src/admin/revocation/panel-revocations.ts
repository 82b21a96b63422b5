import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Revocation, type NamedFilter } from '../../coupon/issued/revocation/revocation.entity.js';
import { RevocationRunnerService } from '../../coupon/issued/revocation/revocation-runner.service.js';
import { RevocationService } from '../../coupon/issued/revocation/revocation.service.js';
import type { Actor } from '../../platform/audit-log/actor.js';
import { BackgroundReads } from '../../platform/database/background-reads.js';
import { EntitySql, SELECTED } from '../../platform/database/sql/entity-sql.js';
import type { ActionCall } from '../action/panel-action.js';
import { badFilter, noSuchRow, notConfirmed } from '../admin.errors.js';
import { isWholeAddress } from '../table/email-filter.js';
import { filtersIn, isListParameter, readListQuery } from '../table/list-query.js';
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
  /** `upTo` of the preview that the operator saw. */
  readonly upTo: number | undefined;
};

type Preview = RevocationPreview & {
  readonly filters: readonly ShownFilter[];
  /** The id of the revocation that is running. */
  readonly running: number | undefined;
  /** The highest id of an issued coupon. To be sent at the start, so that what is issued meanwhile stays as it is. */
  readonly upTo: number;
  /** No filter names what is revoked, so that the operator must type the number. */
  readonly needsNumber: boolean;
};

const NEWEST = { sql: 'SELECT COALESCE(MAX("id"), 0) AS "id" FROM "coupon_user"', parameters: [] };

/** All other filters, such as times and states, may match every coupon, and so may the beginning of an email, also with its `@`. */
const NAMING = ['id', 'code', 'coupon', 'work', 'user'];

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
    const [newest] = await this.reads.rows(NEWEST);
    const preview = await this.previews.of(filters, call);
    const shown = { filters: await this.shownFilters.of(filters), needsNumber: needsNumber(filters) };
    return { ...preview, ...shown, running: running?.id, upTo: newest!['id'] as number };
  }

  /**
   * Without a filter that names what is revoked, the operator must have typed the number of coupons.
   * @throws DomainError `NOT_CONFIRMED`, those of `RevocationService.start` and of `readListQuery`
   */
  async start(call: ActionCall, { confirmed, upTo, ...terms }: Terms): Promise<PresentedRevocation> {
    const filters = checkedFilters(call);
    const revocation = { ...terms, filters, by: call.operator.actor };
    const earlier = await this.revocations.findStarted(revocation);
    if (earlier) return this.progress(earlier.id);
    const { revocable, isCapped } = await this.previews.of(filters, call, upTo);
    if (needsNumber(filters) && confirmed !== revocable) throw notConfirmed(revocable);
    // The count can take seconds.
    await call.operatorNow();
    const { id } = await this.revocations.start({ ...revocation, upTo, expected: isCapped ? null : revocable });
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

/** A misspelt filter must not be taken for none. */
function checkedFilters({ resource, query, posted }: ActionCall): readonly NamedFilter[] {
  readListQuery(resource.table, query);
  const unknown = [...query.keys()].find((name) => !isListParameter(name)) ?? [...posted.keys()].find(isListParameter);
  if (unknown !== undefined) throw badFilter(unknown);
  return filtersIn(query);
}

const needsNumber = (filters: readonly NamedFilter[]): boolean =>
  !filters.some(([name, value]) => NAMING.includes(name) || (name === 'email' && isWholeAddress(value)));
