import type { Revocation, RevocationState } from '../../coupon/issued/revocation/revocation.entity.js';
import type { ShownFilter } from './shown-filters.js';

/** The progress and the result of a revocation, as the panel's page shows them. */
export type PresentedRevocation = {
  readonly id: number;
  readonly state: RevocationState;
  readonly actor: string;
  readonly reason: string;
  readonly filters: readonly ShownFilter[];
  readonly returnsUnits: boolean;
  readonly revoked: number;
  readonly unitsReturned: number;
  readonly untouched: number;
  /** How many coupons the preview counted; null if it stopped counting. */
  readonly expected: number | null;
  /** From 0 to 1, by the number of coupons, or by the ids if that is unknown. */
  readonly part: number;
};

export const presentRevocation = (revocation: Revocation, filters: readonly ShownFilter[]): PresentedRevocation => {
  const { id, state, actor, reason, returnsUnits, revoked, untouched, expected } = revocation;
  const unitsReturned = returnsUnits ? revoked : 0;
  const counts = { revoked, unitsReturned, untouched, expected, part: partOf(revocation) };
  return { id, state, actor, reason, filters, returnsUnits, ...counts };
};

function partOf({ state, expected, revoked, afterId, firstId, lastId }: Revocation): number {
  if (state === 'completed') return 1;
  const [done, all] = expected ? [revoked, expected] : [afterId - firstId + 1, lastId - firstId + 1];
  return Math.min(1, Math.max(0, done / Math.max(1, all)));
}
