import type { PresentedRevocation } from '../../src/admin/revocation/revocation.presenter.js';
import type { RevocationPreview } from '../../src/admin/revocation/revocation-preview.js';
import type { ShownFilter } from '../../src/admin/revocation/shown-filters.js';
import type { Answer } from './answer.js';
import { eventually } from './eventually.js';
import { A_REASON, type PanelClient } from './panel-client.js';
import type { TestDatabase } from './test-database.js';

const ACTIONS = '/resources/issued-coupons/actions';

/** A revocation of 20 pages takes longer than one wait, and so does the lease of a process that was killed. */
const WAITS = 4;

export type Preview = RevocationPreview & {
  readonly filters: readonly ShownFilter[];
  readonly running?: number;
  readonly upTo: number;
  readonly needsNumber: boolean;
};

export const preview = async (admin: PanelClient, filters: string): Promise<Preview> =>
  (await admin.get(`${ACTIONS}/revokeUnused?${filters}`)).json<{ preview: Preview }>().preview;

export const startRevoking = (
  admin: PanelClient,
  filters: string,
  fields: Record<string, string> = {},
): Promise<Answer> =>
  admin.post(`${ACTIONS}/revokeUnused?${filters}`, { reason: A_REASON, returns_units: 'true', ...fields });

/** @returns the id of the revocation */
export async function started(...how: Parameters<typeof startRevoking>): Promise<number> {
  const answer = await startRevoking(...how);
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.json<{ revocation: { id: number } }>().revocation.id;
}

export const progressOf = async (admin: PanelClient, id: number): Promise<PresentedRevocation> =>
  (await admin.get(`${ACTIONS}/revocation?id=${id}`)).json<{ revocation: PresentedRevocation }>().revocation;

export const cancelRevoking = (admin: PanelClient, id: number): Promise<Answer> =>
  admin.post(`${ACTIONS}/cancelRevocation`, { id: String(id) });

/** Waits until the revocation has ended. @returns its result */
export async function ended(admin: PanelClient, id: number): Promise<PresentedRevocation> {
  for (let wait = 1; ; wait++) {
    const run = await eventually(
      () => progressOf(admin, id),
      ({ state }) => state !== 'running',
    );
    if (run.state !== 'running' || wait === WAITS) return run;
  }
}

/** Waits until the first page was revoked. */
export const begun = (admin: PanelClient, id: number): Promise<PresentedRevocation> =>
  eventually(
    () => progressOf(admin, id),
    ({ revoked }) => revoked > 0,
  );

export type Kept = {
  readonly id: number;
  readonly isUsed: boolean;
  readonly isRevoked: boolean;
  readonly isWithdrawn: boolean;
};

/** The issued coupons of a coupon. */
export async function keptOf(database: TestDatabase, coupon: number): Promise<Kept[]> {
  const rows = await database.rows<Record<string, unknown>>(
    'SELECT * FROM coupon_user WHERE coupon_id = $1 ORDER BY id',
    [coupon],
  );
  return rows.map((row) => ({
    id: row['id'] as number,
    isUsed: Boolean(row['is_used']),
    isRevoked: row['revoked_at'] !== null,
    isWithdrawn: Boolean(row['unit_withdrawn']),
  }));
}
