import { BaseRecord, BaseResource, type ActionContext, type BaseProperty } from 'adminjs';
import { In, type DataSource, type FindOptionsOrder, type FindOptionsWhere, type Repository } from 'typeorm';
import type { PanelAction } from '../action/panel-action.js';
import { FieldProperty } from './field-property.js';
import type { ListQuery } from './list-query.js';
import { rowId } from './row-id.js';
import type { Table } from './table.js';

type Identified = { id: number };

/**
 * A table, as AdminJS asks about it: the adapter. It reads the fields that the table lists and nothing else, and it
 * does not write: the actions do, through the services.
 */
export class TableResource<Row extends Identified = Identified> extends BaseResource {
  private readonly rows: Repository<Row>;
  private readonly fieldProperties: readonly FieldProperty[];

  constructor(
    readonly table: Table<Row>,
    dataSource: DataSource,
  ) {
    super();
    this.rows = dataSource.getRepository(table.entity);
    this.fieldProperties = table.fields.map((field) => new FieldProperty(field));
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

  /** One of the actions that the table lists. */
  action(name: string): PanelAction | undefined {
    return Object.hasOwn(this.table.actions, name) ? this.table.actions[name] : undefined;
  }

  /** One page of the rows that fulfil the query, and how many there are in all. */
  async list({
    where,
    sortBy,
    direction,
    page,
    perPage,
  }: ListQuery<Row>): Promise<{ records: BaseRecord[]; total: number }> {
    // The id decides between equals, so that no row is on two pages or on none.
    const order = {
      [sortBy.order!]: direction,
      ...(sortBy.order !== 'id' && { id: direction }),
    } as FindOptionsOrder<Row>;
    const { select, relations } = this.table;
    const skip = (page - 1) * perPage;
    const [rows, total] = await this.rows.findAndCount({ select, relations, where, order, skip, take: perPage });
    return { records: await this.records(rows), total };
  }

  override async findOne(id: string | number): Promise<BaseRecord | null> {
    const [record] = await this.findMany([id]);
    return record ?? null;
  }

  /** Ids that no row can have are passed over. `_context` is AdminJS's. */
  override async findMany(ids: (string | number)[], _context?: ActionContext): Promise<BaseRecord[]> {
    const possible = ids.map((id) => rowId(String(id))).filter((id) => id !== undefined);
    if (possible.length === 0) return [];
    const where = { id: In(possible) } as FindOptionsWhere<Row>;
    const order = { id: 'asc' } as FindOptionsOrder<Row>;
    const { select, relations } = this.table;
    return this.records(await this.rows.find({ select, relations, where, order }));
  }

  private async records(rows: readonly Row[]): Promise<BaseRecord[]> {
    await this.table.prepare?.();
    return rows.map((row) => this.record(row));
  }

  private record(row: Row): BaseRecord {
    return new BaseRecord(Object.fromEntries(this.table.fields.map(({ name, value }) => [name, value(row)])), this);
  }
}
