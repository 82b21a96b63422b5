import type { Act, Action } from '../../../platform/audit-log/act.js';
import type { Actor } from '../../../platform/audit-log/actor.js';
import { filterChange } from '../../../platform/audit-log/filter-change.js';
import type { NamedFilter, Revocation, RevocationState } from './revocation.entity.js';

const ENDINGS: Readonly<Record<Exclude<RevocationState, 'running'>, Action>> = {
  completed: 'end-revocation',
  failed: 'end-revocation',
  cancelled: 'cancel-revocation',
};

/** The operator who started it. */
export const actorOf = ({ actorId, actor, address }: Revocation): Actor => ({ userId: actorId, name: actor, address });

type Started = Pick<Revocation, 'reason' | 'returnsUnits' | 'expected'>;

export function startAct(
  id: number,
  filters: readonly NamedFilter[],
  { reason, returnsUnits, expected }: Started,
): Act {
  return {
    action: 'start-revocation',
    target: { kind: 'revocation', id },
    changes: {
      ...filterChange(filters),
      ...(expected !== null && { expected: [null, expected] }),
      returns_units: [null, returnsUnits],
    },
    reason,
  };
}

export function endAct(run: Revocation, state: Exclude<RevocationState, 'running'>): Act {
  return {
    action: ENDINGS[state],
    target: { kind: 'revocation', id: run.id },
    changes: {
      ...filterChange(JSON.parse(run.filters) as NamedFilter[]),
      revoked: [null, run.revoked],
      units_returned: [null, run.returnsUnits ? run.revoked : 0],
      untouched: [null, run.untouched],
      ...(state === 'failed' && { is_broken_off: [null, true] }),
    },
    reason: run.reason,
  };
}
