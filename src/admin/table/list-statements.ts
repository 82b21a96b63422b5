import { numbered } from '../../platform/database/sql/in-list.js';
import type { Statement } from '../../platform/database/sql/statement.js';
import type { Condition } from './condition.js';

/** Counting stops at `MAX_COUNT` + 1; the panel then shows "10,000+". */
export const MAX_COUNT = 10_000;

/** The table of a list. All names are quoted SQL. */
export type Source = {
  readonly table: string;
  readonly column: (property: string) => string;
  /** The SQL after the table's name that forces an index, whatever the query planner prefers. */
  readonly using: (index: string) => string;
  /** The most rows that are read for conditions without an index. */
  readonly window: number;
};

export type Page = {
  readonly conditions: readonly Condition[];
  /** A property; it has an index if the table is large. */
  readonly sortBy: string;
  readonly direction: 'asc' | 'desc';
  readonly limit: number;
  readonly offset: number;
};

export type Fragment = { readonly sql: string; readonly parameters: readonly unknown[] };

export type ListStatements = {
  /** A subquery with all columns of the page's rows. */
  readonly page: Fragment;
  /** `n`: how many rows match, `MAX_COUNT` + 1 at most · `is_partial`: not all rows were read. */
  readonly count: Statement;
};

/** For the beginning of a text: all of its rows are read to be sorted by another column, and typing more of the text finds the rest. */
const PREFIX_WINDOW = 2_000;

/** The rows that a list reads at most. `isNewest`: these are the newest rows; otherwise the last ones by the filtered text, and of equal texts the newest. */
export type Window = { readonly size: number; readonly isNewest: boolean };

export function windowOf(size: number, conditions: readonly Condition[]): Window {
  const isNewest = driverOf(conditions)?.index?.order !== 'own';
  return { size: isNewest ? size : Math.min(size, PREFIX_WINDOW), isNewest };
}

/** The condition whose index finds the rows. */
const driverOf = (conditions: readonly Condition[]): Condition | undefined =>
  conditions.filter(({ index }) => index).sort((a, b) => a.index!.rank - b.index!.rank)[0];

export function listStatements(source: Source, page: Page): ListStatements {
  const { conditions, sortBy, direction, limit, offset } = page;
  const where = new Where(source, conditions);
  const { size } = windowOf(source.window, conditions);
  const order = orderBy(source, sortBy, direction);
  if (where.isIndexOnly && (sortBy === 'id' || conditions.length === 0)) {
    const rows = `SELECT * FROM ${where.from}${where.indexed.sql}`;
    return {
      page: { sql: `${rows} ${order} LIMIT ${limit} OFFSET ${offset}`, parameters: where.indexed.parameters },
      count: statement(
        `SELECT COUNT(*) AS n, ${where.exceeded.sql} AS is_partial
         FROM (SELECT 1 FROM ${where.from}${where.indexed.sql} LIMIT ${MAX_COUNT + 1}) AS counted`,
        [...where.exceeded.parameters, ...where.indexed.parameters],
      ),
    };
  }
  const isById = sortBy === 'id' && where.isById;
  const newestFirst = sortBy === 'id' ? direction : 'desc';
  const candidates = `(SELECT * FROM ${where.from}${where.indexed.sql} ${where.order(newestFirst)} LIMIT ${size}) AS candidates`;
  const rest = where.rest.length === 0 ? 'TRUE' : where.rest.map(({ sql }) => sql).join(' AND ');
  const parameters = [...where.indexed.parameters, ...where.rest.flatMap((one) => one.parameters)];
  const beyond = `(SELECT COUNT(*) > ${size} FROM (
    SELECT 1 FROM ${where.from}${where.indexed.sql} LIMIT ${size + 1}) AS in_window)`;
  return {
    page: {
      // The rows already have this order; ORDER BY would make SQLite read the whole window.
      sql: `SELECT * FROM ${candidates} WHERE ${rest} ${isById ? '' : order} LIMIT ${limit} OFFSET ${offset}`,
      parameters,
    },
    count: statement(
      `SELECT n, CASE WHEN ${isById ? `n > ${MAX_COUNT}` : 'FALSE'} THEN FALSE
         ELSE ${beyond} OR ${where.exceeded.sql} END AS is_partial
       FROM (SELECT COUNT(*) AS n FROM (SELECT 1 FROM ${candidates} WHERE ${rest} LIMIT ${MAX_COUNT + 1}) AS counted) AS total`,
      [...where.indexed.parameters, ...where.exceeded.parameters, ...parameters],
    ),
  };
}

/** The conditions, divided into those that find rows by an index (`indexed`) and the `rest`, which is applied to them. */
class Where {
  readonly from: string;
  readonly indexed: Fragment;
  readonly rest: readonly Fragment[];
  readonly exceeded: Fragment;
  /** Whether the index returns the rows in the order of ids. */
  readonly isById: boolean;
  /** Whether the index alone gives the result: there is no `rest`, and the rows are in the order of ids. */
  readonly isIndexOnly: boolean;
  private readonly driver: Condition | undefined;

  constructor(
    private readonly source: Source,
    conditions: readonly Condition[],
  ) {
    this.driver = driverOf(conditions);
    const partial = this.driver?.index?.partial;
    this.from = source.table + (partial ? source.using(partial) : '');
    const indexed = conditions.filter((one) => one === this.driver || one.boundsIds);
    const parts = indexed.map((one) => this.fragment(one));
    this.indexed = {
      sql: parts.length > 0 ? ` WHERE ${parts.map(({ sql }) => sql).join(' AND ')}` : '',
      parameters: parts.flatMap(({ parameters }) => parameters),
    };
    this.rest = conditions.filter((one) => !indexed.includes(one)).map((one) => this.fragment(one));
    this.isById = this.driver?.index?.order === undefined;
    this.isIndexOnly = this.rest.length === 0 && this.isById;
    this.exceeded = this.driver?.exceeded ?? { sql: 'FALSE', parameters: [] };
  }

  order(direction: 'asc' | 'desc'): string {
    const order = this.driver?.index?.order;
    if (order === 'none') return '';
    return orderBy(this.source, order === 'own' ? this.driver!.property : 'id', order === 'own' ? 'desc' : direction);
  }

  private fragment({ property, sql, parameters }: Condition): Fragment {
    return { sql: sql(this.source.column(property), this.source.table), parameters };
  }
}

/** The id breaks ties, so that no row is on two pages or on none. */
export function orderBy(
  { column }: Pick<Source, 'column'>,
  property: string,
  direction: 'asc' | 'desc',
  alias = '',
): string {
  const names = property === 'id' ? ['"id"'] : [column(property), '"id"'];
  return `ORDER BY ${names.map((name) => `${alias}${name} ${direction.toUpperCase()}`).join(', ')}`;
}

const statement = (sql: string, parameters: readonly unknown[]): Statement => ({ sql: numbered(sql), parameters });
