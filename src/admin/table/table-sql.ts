import type { DataSource, EntityMetadata, EntityTarget, ObjectLiteral } from 'typeorm';
import { EntitySql } from '../../platform/database/sql/entity-sql.js';
import { numbered } from '../../platform/database/sql/in-list.js';
import type { Row, Statement } from '../../platform/database/sql/statement.js';
import type { Condition } from './condition.js';
import type { Field } from './field.js';
import { listStatements, orderBy, type Page, type Source } from './list-statements.js';
import type { Reference } from './references.js';
import type { TableRows } from './table-rows.js';
import { walkRange, walkStep, type WalkStep } from './walk-statements.js';

const COLUMN = 'row_';
const TITLE = 'title_of_';
const THROUGH = 'through_';
const LOOKED_UP_TO = 'looked_up_to';

/** Builds the statements that read a table and maps their rows. Only the columns of fields are selected. */
export class TableSql<E extends ObjectLiteral> {
  private readonly entities: EntitySql;
  private readonly source: Source;
  private readonly columns: string;
  private readonly joins: string;
  private readonly references: readonly (readonly [name: string, reference: Reference & { property: string }])[];

  constructor(
    private readonly table: TableRows<E>,
    private readonly dataSource: DataSource,
  ) {
    this.entities = new EntitySql(dataSource);
    this.source = {
      table: this.tableOf(table.entity),
      column: (property) => this.columnOf(table.entity, property),
      using: (index) => (dataSource.options.type === 'postgres' ? '' : ` INDEXED BY "${index}"`),
      window: table.window,
    };
    this.references = table.fields.flatMap(({ name, reference }) => (reference ? [[name, reference] as const] : []));
    this.columns = this.selected().join(', ');
    this.joins = this.references
      .map(([name, { entity, property }]) => {
        const to = `"to_${name}"`;
        return `LEFT JOIN ${this.tableOf(entity)} AS ${to} ON ${to}."id" = "row".${this.source.column(property)}`;
      })
      .join(' ');
  }

  /** The rows of a page, and the count of all matching rows. */
  list(page: Page): readonly [Statement, Statement] {
    const { page: rows, count } = listStatements(this.source, page);
    return [
      this.statement(rows.sql, rows.parameters, orderBy(this.source, page.sortBy, page.direction, '"row".')),
      count,
    ];
  }

  /** The ids between which the rows of an export are. */
  walkRange(conditions: readonly Condition[]): Statement {
    return walkRange(this.source, conditions);
  }

  /** The next rows of an export, for `walked`. One statement, so that the rows and how far they go belong together. */
  walkStep(conditions: readonly Condition[], step: WalkStep): Statement {
    const { page, rows } = walkStep(this.source, conditions, step);
    return {
      sql: numbered(`WITH page AS (${page.sql})
        SELECT looked."id" AS "${LOOKED_UP_TO}", ${this.columns} FROM (SELECT MAX("id") AS "id" FROM page) AS looked
        LEFT JOIN (${rows.sql}) AS "row" ON TRUE ${this.joins} ORDER BY "row"."id"`),
      parameters: [...page.parameters, ...rows.parameters],
    };
  }

  /** @returns the matching rows of a step, and the highest id that was looked at; null if no row is left */
  walked(result: readonly Row[]): { readonly rows: readonly Row[]; readonly upTo: number | null } {
    return {
      rows: result.filter((row) => this.idOf(row) !== null),
      upTo: (result[0]?.[LOOKED_UP_TO] ?? null) as number | null,
    };
  }

  /** The id of a row; null if a join found none. */
  idOf(row: Row): number | null {
    return row[`${COLUMN}id`] as number | null;
  }

  byIds(ids: readonly number[]): Statement {
    const sql = `SELECT * FROM ${this.source.table} WHERE id IN (${ids.map(() => '?').join(', ')})`;
    return this.statement(sql, ids, 'ORDER BY "row"."id"');
  }

  /** The entity of a row; it has only the selected properties. */
  entityOf(row: Row): E {
    return this.entities.entityOf(this.table.entity, row, COLUMN);
  }

  /** The title of the referenced row. */
  titleOf(row: Row, reference: string): string | undefined {
    return (row[TITLE + reference] ?? undefined) as string | undefined;
  }

  through(row: Row, { name }: Pick<Field<E>, 'name'>): unknown {
    return row[THROUGH + name];
  }

  private statement(rows: string, parameters: readonly unknown[], order: string): Statement {
    return {
      sql: numbered(`SELECT ${this.columns} FROM (${rows}) AS "row" ${this.joins} ${order}`),
      parameters,
    };
  }

  private selected(): string[] {
    const { entity, select, fields } = this.table;
    const properties = select ?? this.metadata(entity).columns.map(({ propertyName }) => propertyName);
    return [
      ...properties.map((property) => {
        const name = this.columnOf(entity, property);
        return `"row".${name} AS "${COLUMN}${name.slice(1)}`;
      }),
      ...this.references.map(
        ([name, { entity, title }]) => `"to_${name}".${this.columnOf(entity, title)} AS "${TITLE}${name}"`,
      ),
      ...fields.flatMap(({ name, through }) => {
        if (!through) return [];
        const [, { entity }] = this.references.find(([reference]) => reference === through.reference)!;
        return [`"to_${through.reference}".${this.columnOf(entity, through.property)} AS "${THROUGH}${name}"`];
      }),
    ];
  }

  private tableOf(entity: EntityTarget<ObjectLiteral>): string {
    return `"${this.metadata(entity).tableName}"`;
  }

  private columnOf(entity: EntityTarget<ObjectLiteral>, property: string): string {
    const column = this.metadata(entity).findColumnWithPropertyName(property);
    if (!column) throw new Error(`There is no property ${property}.`);
    return `"${column.databaseName}"`;
  }

  private metadata(entity: EntityTarget<ObjectLiteral>): EntityMetadata {
    return this.dataSource.getMetadata(entity);
  }
}
