import { Injectable } from '@nestjs/common';
import { placeholder } from '../database/sql/in-list.js';
import type { SqlProgram } from '../database/sql/statement.js';
import type { Tx } from '../database/tx.js';
import { Clock } from '../time/clock.js';
import type { Act, Changes, Target } from './act.js';
import type { Actor } from './actor.js';
import { AuditEntry } from './audit-entry.entity.js';
import { entriesStatement, entryStatement } from './entry-statement.js';

const LATEST = `SELECT "actor", "changes" FROM "audit_entry" WHERE "target_id" = ${placeholder(1)}
  AND "target_kind" = ${placeholder(2)} AND "changes" IS NOT NULL ORDER BY "id" DESC LIMIT 100`;

/** Records who did what. */
@Injectable()
export class AuditLog {
  constructor(private readonly clock: Clock) {}

  /** Writes a row in the transaction of the change, so that there is one exactly if the change was made. */
  record(tx: Tx, by: Actor, act: Act): void {
    tx.defer(AuditEntry, entryStatement(tx.instant(this.clock.now()), by, act));
  }

  /** As `record`, for an act that changes nothing: the row is all that the transaction writes. */
  *recordOnly(tx: Tx, by: Actor, act: Act): SqlProgram<void> {
    yield* tx.rows(entryStatement(tx.instant(this.clock.now()), by, act));
  }

  /** As `record`, for the same act on each of many rows. */
  recordAll(tx: Tx, by: Actor, act: Act, ids: readonly number[]): void {
    if (ids.length > 0) tx.defer(AuditEntry, entriesStatement(tx.instant(this.clock.now()), by, act, ids));
  }

  /** @returns by field, in snake case: who changed it last. Looks at the target's latest 100 acts */
  *lastEditors(tx: Tx, { kind, id }: Target): SqlProgram<ReadonlyMap<string, string>> {
    const editors = new Map<string, string>();
    for (const { actor, changes } of yield* tx.rows({ sql: LATEST, parameters: [id, kind] })) {
      for (const field of Object.keys(JSON.parse(changes as string) as Changes)) {
        if (!editors.has(field)) editors.set(field, actor as string);
      }
    }
    return editors;
  }
}
