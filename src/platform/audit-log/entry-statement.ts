import { databaseKind } from '../config/environment.js';
import { listParameter, numbered, placeholder } from '../database/sql/in-list.js';
import type { Statement } from '../database/sql/statement.js';
import type { Act } from './act.js';
import type { Actor } from './actor.js';

const ACTOR = ['actor_id', 'actor', 'address'];
const ACT = ['action', 'target_kind', 'target_id', 'target', 'changes', 'reason'];
const COLUMNS = ['created_at', ...ACTOR, ...ACT];

const INSERT = `INSERT INTO "audit_entry" (${COLUMNS.map((name) => `"${name}"`).join(', ')})
  VALUES (${COLUMNS.map((_, index) => placeholder(index + 1)).join(', ')})`;

// PostgreSQL takes parameters in a SELECT for texts, unless it is told their type.
const [INSTANT, INTEGER, EACH] =
  databaseKind === 'postgres'
    ? ['?::timestamptz', '?::int', 'unnest(?::int[]) AS target(id)']
    : ['?', '?', '(SELECT value AS id FROM json_each(?)) AS target'];

const INSERT_ALL = numbered(`INSERT INTO "audit_entry" (${COLUMNS.map((name) => `"${name}"`).join(', ')})
  SELECT ${INSTANT}, ${INTEGER}, ?, ?, ?, ?, target.id, NULL, ?, ? FROM ${EACH} ORDER BY target.id`);

/** @param at the current time as a parameter for this database */
export function entryStatement(at: unknown, by: Actor, act: Act): Statement {
  const { action, target, reason = null } = act;
  const { kind, id = null, title = null } = target;
  return {
    sql: INSERT,
    parameters: [at, by.userId, by.name, by.address, action, kind, id, title, changesOf(act), reason],
  };
}

/** The same act on each of the targets, as one statement. @param ids of the targets; the id and the title in `act` are ignored */
export function entriesStatement(at: unknown, by: Actor, act: Act, ids: readonly number[]): Statement {
  const { action, target, reason = null } = act;
  const { userId, name, address } = by;
  return {
    sql: INSERT_ALL,
    parameters: [at, userId, name, address, action, target.kind, changesOf(act), reason, listParameter(ids)],
  };
}

const changesOf = ({ changes = {} }: Act): string | null =>
  Object.keys(changes).length > 0 ? JSON.stringify(changes) : null;
