import { numbered } from '../../platform/database/sql/in-list.js';
import type { Statement } from '../../platform/database/sql/statement.js';
import type { Condition } from './condition.js';

/** Further rows are not counted: "10,000+". */
export const MAX_COUNT = 10_000;

/** What a list's statements are made of. Names are SQL. */
export type Source = {
  readonly table: string;
  readonly column: (property: string) => string;
  /** What stands behind the table for an index to be used, whatever the planner thinks. */
  readonly using: (index: string) => string;
  /** How many rows are looked at, at most, for conditions that no index serves. */
  readonly window: number;
};

export type Page = {
  readonly conditions: readonly Condition[];
  /** A property; by its index, if the table is large. */
  readonly sortBy: string;
  readonly direction: 'asc' | 'desc';
  readonly limit: number;
  readonly offset: number;
};

type Fragment = { readonly sql: string; readonly parameters: readonly unknown[] };

export type ListStatements = {
  /** The page's rows, whole, to be selected from. */
  readonly page: Fragment;
  /** `n`: how many rows fulfil the conditions, `MAX_COUNT` + 1 at most · `is_partial`: not all rows were looked at. */
  readonly count: Statement;
};

export function listStatements(source: Source, page: Page): ListStatements {
  const { conditions, sortBy, direction, limit, offset } = page;
  const where = new Where(source, conditions);
  const order = orderBy(source, sortBy, direction);
  if (where.isServed && (sortBy === 'id' || conditions.length === 0)) {
    const rows = `SELECT * FROM ${where.from}${where.served.sql}`;
    return {
      page: { sql: `${rows} ${order} LIMIT ${limit} OFFSET ${offset}`, parameters: where.served.parameters },
      count: statement(
        `SELECT COUNT(*) AS n, ${where.exceeded.sql} AS is_partial
         FROM (SELECT 1 FROM ${where.from}${where.served.sql} LIMIT ${MAX_COUNT + 1}) AS counted`,
        [...where.exceeded.parameters, ...where.served.parameters],
      ),
    };
  }
  const isById = sortBy === 'id' && where.isById;
  const newestFirst = sortBy === 'id' ? direction : 'desc';
  const seen = `(SELECT * FROM ${where.from}${where.served.sql} ${where.order(newestFirst)} LIMIT ${source.window}) AS seen`;
  const rest = where.rest.length === 0 ? 'TRUE' : where.rest.map(({ sql }) => sql).join(' AND ');
  const parameters = [...where.served.parameters, ...where.rest.flatMap((one) => one.parameters)];
  const beyond = `(SELECT COUNT(*) > ${source.window} FROM (
    SELECT 1 FROM ${where.from}${where.served.sql} LIMIT ${source.window + 1}) AS looked_at)`;
  return {
    page: {
      // Sorting what comes in its order already would make SQLite read all of the window.
      sql: `SELECT * FROM ${seen} WHERE ${rest} ${isById ? '' : order} LIMIT ${limit} OFFSET ${offset}`,
      parameters,
    },
    count: statement(
      `SELECT n, CASE WHEN ${isById ? `n > ${MAX_COUNT}` : 'FALSE'} THEN FALSE
         ELSE ${beyond} OR ${where.exceeded.sql} END AS is_partial
       FROM (SELECT COUNT(*) AS n FROM (SELECT 1 FROM ${seen} WHERE ${rest} LIMIT ${MAX_COUNT + 1}) AS counted) AS total`,
      [...where.served.parameters, ...where.exceeded.parameters, ...parameters],
    ),
  };
}

/** Conditions, divided into those by which rows are found and those that are applied to what was found. */
class Where {
  readonly from: string;
  readonly served: Fragment;
  readonly rest: readonly Fragment[];
  readonly exceeded: Fragment;
  /** Whether rows are found in the order of ids. */
  readonly isById: boolean;
  /** Whether nothing else is left to be applied. */
  readonly isServed: boolean;
  private readonly driver: Condition | undefined;

  constructor(
    private readonly source: Source,
    conditions: readonly Condition[],
  ) {
    const byIndex = conditions.filter(({ index }) => index).sort((a, b) => a.index!.rank - b.index!.rank);
    [this.driver] = byIndex;
    const partial = this.driver?.index?.partial;
    this.from = source.table + (partial ? source.using(partial) : '');
    const served = conditions.filter((one) => one === this.driver || one.boundsIds);
    const parts = served.map((one) => this.fragment(one));
    this.served = {
      sql: parts.length > 0 ? ` WHERE ${parts.map(({ sql }) => sql).join(' AND ')}` : '',
      parameters: parts.flatMap(({ parameters }) => parameters),
    };
    this.rest = conditions.filter((one) => !served.includes(one)).map((one) => this.fragment(one));
    this.isById = this.driver?.index?.order === undefined;
    this.isServed = this.rest.length === 0 && this.isById;
    this.exceeded = this.driver?.exceeded ?? { sql: 'FALSE', parameters: [] };
  }

  order(direction: 'asc' | 'desc'): string {
    const order = this.driver?.index?.order;
    if (order === 'none') return '';
    return orderBy(this.source, order === 'own' ? this.driver!.property : 'id', order === 'own' ? 'asc' : direction);
  }

  private fragment({ property, sql, parameters }: Condition): Fragment {
    return { sql: sql(this.source.column(property), this.source.table), parameters };
  }
}

/** The id decides between equals, so that no row is on two pages or on none. */
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
