import { ADMIN } from './server.js';
import type { TestDatabase } from './test-database.js';

export type Entry = {
  actor: string;
  actor_id: number | null;
  address: string | null;
  action: string;
  target_kind: string;
  target_id: number | null;
  target: string | null;
  changes: string | null;
  reason: string | null;
};

/** The audit log as it is in the database, oldest first. */
export const auditLog = (database: TestDatabase): Promise<Entry[]> =>
  database.rows<Entry>('SELECT * FROM "audit_entry" ORDER BY "id"');

/** What an act of the first admin adds to the log: action, target, changes and reason of each row. */
export async function addedBy(database: TestDatabase, act: () => Promise<unknown>): Promise<unknown[][]> {
  const before = (await auditLog(database)).length;
  await act();
  const added = (await auditLog(database)).slice(before);
  for (const { actor, actor_id, address } of added) {
    expect([actor, actor_id, address]).toEqual([ADMIN.email, 1, expect.stringContaining('127.0.0.1')]);
  }
  return added.map(({ action, target_kind, target_id, target, changes, reason }) => [
    action,
    [target_kind, target_id, target],
    JSON.parse(changes ?? 'null') as unknown,
    reason,
  ]);
}
