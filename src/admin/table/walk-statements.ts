import { numbered } from '../../platform/database/sql/in-list.js';
import type { Statement } from '../../platform/database/sql/statement.js';
import type { Condition } from './condition.js';
import type { Fragment, Source } from './list-statements.js';

/** `size`: how many rows are looked at, with ids above `after`, up to `last`. `limit`: how many matching rows are returned. */
export type WalkStep = {
  readonly after: number;
  readonly last: number;
  readonly size: number;
  readonly limit: number;
};

type Conditions = readonly Condition[];

/** Selects `first_id` and `last_id`, between which the matching rows are; null if there are none. */
export function walkRange(source: Source, conditions: Conditions): Statement {
  const bounds = conditions.filter(({ boundsIds }) => boundsIds);
  const { sql, parameters } = allOf(source, bounds);
  const end = (direction: string): string =>
    `(SELECT "id" FROM ${source.table} WHERE ${sql} ORDER BY "id" ${direction} LIMIT 1)`;
  return {
    sql: numbered(`SELECT ${end('ASC')} AS first_id, ${end('DESC')} AS last_id`),
    parameters: [...parameters, ...parameters],
  };
}

/**
 * Walks through the rows in the order of ids, whatever the conditions are: one that an index finds in this order selects the
 * rows that are looked at, the others are applied to these. So a step has a limit, and the steps together find every row.
 * @returns the rows that are looked at, and a selection of the matching ones from `page`
 */
export function walkStep(
  source: Source,
  conditions: Conditions,
  { after, last, size, limit }: WalkStep,
): { readonly page: Fragment; readonly rows: Fragment } {
  const [driver] = conditions
    .filter(({ index }) => index && index.order === undefined)
    .sort((a, b) => a.index!.rank - b.index!.rank);
  const partial = driver?.index?.partial;
  const looked = allOf(source, driver ? [driver] : []);
  const others = conditions.filter((one) => one !== driver);
  const rest = allOf(source, others);
  const from = source.table + (partial ? source.using(partial) : '');
  return {
    page: {
      sql: `SELECT * FROM ${from} WHERE ${looked.sql} AND "id" > ? AND "id" <= ? ORDER BY "id" LIMIT ${size}`,
      parameters: [...looked.parameters, after, last],
    },
    rows: { sql: `SELECT * FROM page WHERE ${rest.sql} ORDER BY "id" LIMIT ${limit}`, parameters: rest.parameters },
  };
}

function allOf({ column, table }: Source, conditions: Conditions): Fragment {
  const tests = conditions.map((condition) => {
    const { sql, parameters } = condition.unlimited ?? condition;
    return { sql: sql(column(condition.property), table), parameters };
  });
  return {
    sql: tests.map(({ sql }) => sql).join(' AND ') || 'TRUE',
    parameters: tests.flatMap(({ parameters }) => parameters),
  };
}
