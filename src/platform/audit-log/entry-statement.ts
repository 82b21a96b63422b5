import { placeholder } from '../database/sql/in-list.js';
import type { Statement } from '../database/sql/statement.js';
import type { Act } from './act.js';
import type { Actor } from './actor.js';

const ACTOR = ['actor_id', 'actor', 'address'];
const ACT = ['action', 'target_kind', 'target_id', 'target', 'changes', 'reason'];
const COLUMNS = ['created_at', ...ACTOR, ...ACT];

const INSERT = `INSERT INTO "audit_entry" (${COLUMNS.map((name) => `"${name}"`).join(', ')})
  VALUES (${COLUMNS.map((_, index) => placeholder(index + 1)).join(', ')})`;

/** @param at the current time as a parameter for this database */
export function entryStatement(at: unknown, by: Actor, act: Act): Statement {
  const { kind, id = null, title = null } = act.target;
  const { changes = {}, reason = null } = act;
  const changed = Object.keys(changes).length > 0 ? JSON.stringify(changes) : null;
  return {
    sql: INSERT,
    parameters: [at, by.userId, by.name, by.address, act.action, kind, id, title, changed, reason],
  };
}
