import { placeholder } from '../../platform/database/sql/in-list.js';
import type { Row } from '../../platform/database/sql/statement.js';
import { catalogPart, type CatalogPart } from './work-catalog.js';
import type { Work } from '../work.entity.js';
import { presentWork } from '../work.presenter.js';

/** Number of works. Reading a part blocks the event loop for a few milliseconds. */
export const PART_SIZE = 500;

/** Selects the visible works of a part. Parameters: the last id before the part, and the maximum id of the part. */
export const PARTS_OF_WORKS = `SELECT "id", "title", "created_at", "updated_at" FROM "work"
  WHERE "id" > ${placeholder(1)} AND "id" <= ${placeholder(2)} AND NOT "is_hidden" ORDER BY "id" LIMIT ${PART_SIZE}`;

/** Consecutive works by id, with their rows, index and JSON. */
export type ReadPart = CatalogPart & {
  readonly rows: readonly Row[];
  readonly firstId: number;
  readonly lastId: number;
  /** The works as JSON objects separated by commas, without the brackets of an array. */
  readonly json: Buffer;
};

/**
 * @param previous the parts of the previous read, by their first id
 * @returns the previous part if its rows are the same, or a new part
 */
export function partOf(rows: readonly Row[], previous: ReadonlyMap<number, ReadPart>): ReadPart {
  const [firstId, lastId] = [rows[0]!['id'] as number, rows.at(-1)!['id'] as number];
  const before = previous.get(firstId);
  if (before && areSame(before.rows, rows)) return before;
  const works = rows.map(workOf);
  const json = Buffer.from(JSON.stringify(works.map(presentWork)).slice(1, -1));
  return { ...catalogPart(works), rows, firstId, lastId, json };
}

const areSame = (before: readonly Row[], rows: readonly Row[]): boolean =>
  before.length === rows.length && rows.every((row, index) => isSame(before[index]!, row));

const isSame = (one: Row, other: Row): boolean =>
  one['id'] === other['id'] &&
  one['title'] === other['title'] &&
  sameInstant(one['created_at'], other['created_at']) &&
  sameInstant(one['updated_at'], other['updated_at']);

const sameInstant = (one: unknown, other: unknown): boolean =>
  one instanceof Date && other instanceof Date ? Number(one) === Number(other) : one === other;

const workOf = (row: Row): Work => ({
  id: row['id'] as number,
  title: row['title'] as string,
  isHidden: false,
  createdAt: instantOf(row['created_at']),
  updatedAt: instantOf(row['updated_at']),
});

/** SQLite stores instants as text in UTC, usually without a time zone. */
function instantOf(value: unknown): Date {
  if (value instanceof Date) return value;
  const text = String(value).replace(' ', 'T');
  return new Date(/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`);
}
