import { placeholder } from '../../platform/database/sql/in-list.js';
import type { Row } from '../../platform/database/sql/statement.js';
import { catalogPart, type CatalogPart } from './work-catalog.js';
import type { Work } from '../work.entity.js';
import { presentWork } from '../work.presenter.js';

/** Reading so many takes a few milliseconds, in which nobody else is answered. */
export const PART_SIZE = 500;

/** From behind one id to another. */
export const PARTS_OF_WORKS = `SELECT "id", "title", "created_at", "updated_at" FROM "work"
  WHERE "id" > ${placeholder(1)} AND "id" <= ${placeholder(2)} AND NOT "is_hidden" ORDER BY "id" LIMIT ${PART_SIZE}`;

/** Some works that follow each other, and what is made of them. */
export type ReadPart = CatalogPart & {
  readonly rows: readonly Row[];
  readonly firstId: number;
  readonly lastId: number;
  /** Their JSON, commas between. */
  readonly json: Buffer;
};

/** @param known parts that were made before, by their first id: one of the same rows is taken as it is */
export function partOf(rows: readonly Row[], known: ReadonlyMap<number, ReadPart>): ReadPart {
  const [firstId, lastId] = [rows[0]!['id'] as number, rows.at(-1)!['id'] as number];
  const before = known.get(firstId);
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

/** SQLite keeps instants as text, in UTC, mostly without saying so. */
function instantOf(value: unknown): Date {
  if (value instanceof Date) return value;
  const text = String(value).replace(' ', 'T');
  return new Date(/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`);
}
