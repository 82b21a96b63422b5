import { withRole } from '../support/panel-client.js';
import type { RunningServer } from '../support/server.js';
import { insertRow } from '../support/test-database.js';
import { aCoupon } from './coupons.js';
import { anIssuedCoupon } from './issued-coupon.js';
import { aWork } from './works.js';

type PanelRow = { readonly target: string; readonly create: (server: RunningServer) => Promise<number> };

/** A row of each list whose pages have the history, and its kind in the audit log. */
export const PANEL_ROWS: Readonly<Record<string, PanelRow>> = {
  works: { target: 'work', create: ({ database }) => aWork(database) },
  coupons: { target: 'coupon', create: ({ database }) => aCoupon(database) },
  'issued-coupons': { target: 'issued-coupon', create: async (server) => (await anIssuedCoupon(server)).id },
  users: { target: 'member', create: async (server) => (await withRole(server, 'support')).id },
};

/**
 * Creates a row of the list and writes that many lines about it into an empty audit log, with the reasons `line 1`, `line 2`, …
 * All have the same time. Between them are lines about another row, and about rows of other kinds with the same id.
 */
export async function manyEntries(
  server: RunningServer,
  resource: string,
  count: number,
): Promise<{ readonly target: string; readonly id: number }> {
  const { target, create } = PANEL_ROWS[resource]!;
  const id = await create(server);
  await server.database.execute('DELETE FROM "audit_entry"');
  const common = { created_at: new Date(), actor: 'toodat', action: 'export' };
  const others = Object.values(PANEL_ROWS).filter((row) => row.target !== target);
  for (let line = 1; line <= count; line++) {
    const lines = [
      { target_kind: target, target_id: id, reason: `line ${line}` },
      { target_kind: target, target_id: id + 1, reason: 'another row' },
      ...others.map((row) => ({ target_kind: row.target, target_id: id, reason: 'another kind' })),
    ];
    for (const entry of lines) await insertRow(server.database, 'audit_entry', { ...common, ...entry });
  }
  return { target, id };
}
