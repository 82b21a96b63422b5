import {
  BaseResource,
  type ActionContext,
  type ActionDecorator,
  type BaseProperty,
  type BaseRecord,
  type CurrentAdmin,
} from 'adminjs';
import type { DataSource } from 'typeorm';
import type { BackgroundReads } from '../../platform/database/background-reads.js';
import type { Row } from '../../platform/database/sql/statement.js';
import type { Language } from '../../platform/errors/text.js';
import type { PanelAction } from '../action/panel-action.js';
import { ExportColumns } from '../export/export-columns.js';
import type { ExportedRows } from '../export/exported-rows.js';
import { matchingRows } from '../export/matching-rows.js';
import type { Condition } from './condition.js';
import { FieldProperty } from './field-property.js';
import type { Listed, ListQuery } from './list-query.js';
import { PanelRecord } from './panel-record.js';
import { rowId } from './row-id.js';
import { TableSql } from './table-sql.js';
import type { Table } from './table.js';

type Identified = { id: number };

/**
 * The adapter between a table and AdminJS. It reads only the fields that the table lists, and it never writes: actions
 * write through the services.
 */
export class TableResource<E extends Identified = Identified> extends BaseResource {
  private readonly sql: TableSql<E>;
  private readonly fieldProperties: readonly FieldProperty[];
  private readonly references: readonly string[];
  private actions: readonly ActionDecorator[] | undefined;

  constructor(
    readonly table: Table<E>,
    dataSource: DataSource,
    private readonly reads: BackgroundReads,
  ) {
    super();
    this.sql = new TableSql(table, dataSource);
    this.fieldProperties = table.fields.map((field) => new FieldProperty(field));
    this.references = table.fields.filter(({ reference }) => reference).map(({ name }) => name);
  }

  override id(): string {
    return this.table.id;
  }

  override databaseName(): string {
    return 'toodat';
  }

  override properties(): BaseProperty[] {
    return [...this.fieldProperties];
  }

  override property(path: string): BaseProperty | null {
    return this.fieldProperties.find((property) => property.name() === path) ?? null;
  }

  /** An action of the table, or undefined. */
  action(name: string): PanelAction | undefined {
    return Object.hasOwn(this.table.actions, name) ? this.table.actions[name] : undefined;
  }

  /** The names of the actions that the operator can run on a row; the page has the descriptions. */
  actionsOn(record: BaseRecord, operator?: CurrentAdmin): Record<'recordActions' | 'bulkActions', string[]> {
    this.actions ??= Object.values(this.decorate().actions);
    const possible = this.actions.filter(
      (action) => action.isVisible(operator, record) && action.isAccessible(operator, record),
    );
    const names = (all: readonly ActionDecorator[]): string[] => all.map(({ name }) => name);
    return {
      recordActions: names(possible.filter((action) => action.isRecordType())),
      bulkActions: names(possible.filter((action) => action.isBulkType())),
    };
  }

  /** One page of the matching rows, and how many rows match in all, `MAX_COUNT` + 1 at most. */
  async list({ conditions, sortBy, direction, page, perPage }: ListQuery<E>): Promise<Listed> {
    const offset = (page - 1) * perPage;
    const statements = this.sql.list({ conditions, sortBy: sortBy.order!, direction, limit: perPage, offset });
    const [rows, [count]] = (await this.reads.all(statements)) as [Row[], [Row]];
    return {
      records: await this.records(rows),
      total: Number(count['n']),
      isPartial: Boolean(count['is_partial']),
    };
  }

  /** All matching rows for a file. Nothing is read before `pages` is. */
  exported(conditions: readonly Condition[], language: Language): ExportedRows {
    const columns = new ExportColumns(this.table, this.sql, language);
    return { heads: columns.heads, pages: this.pages(conditions), cells: (row) => columns.cells(row) };
  }

  override async findOne(id: string | number): Promise<BaseRecord | null> {
    const [record] = await this.findMany([id]);
    return record ?? null;
  }

  /** Ignores ids that no row can have. `_context` is part of AdminJS's interface. */
  override async findMany(ids: (string | number)[], _context?: ActionContext): Promise<BaseRecord[]> {
    const possible = ids.map((id) => rowId(String(id))).filter((id) => id !== undefined);
    if (possible.length === 0) return [];
    return this.records(await this.reads.rows(this.sql.byIds(possible)));
  }

  private async *pages(conditions: readonly Condition[]): AsyncGenerator<readonly Row[]> {
    for await (const rows of matchingRows(this.sql, conditions, this.reads)) {
      await this.table.prepare?.();
      yield rows;
    }
  }

  private async records(rows: readonly Row[]): Promise<BaseRecord[]> {
    await this.table.prepare?.();
    return rows.map((row) => this.record(row));
  }

  private record(row: Row): BaseRecord {
    const entity = this.sql.entityOf(row);
    const params = this.table.fields.map((field) => [
      field.name,
      field.through ? this.sql.through(row, field) : field.value(entity),
    ]);
    const titles = this.references.map((name) => [name, this.sql.titleOf(row, name)]);
    return new PanelRecord(
      Object.fromEntries(params) as Record<string, unknown>,
      this,
      Object.fromEntries(titles) as Record<string, string | undefined>,
    );
  }
}
