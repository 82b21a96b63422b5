import { badFilter, badRevocation, noSuchRow } from '../admin.errors.js';
import type { PanelRevocations } from '../revocation/panel-revocations.js';
import { rowId, rowIdOrZero } from '../table/row-id.js';
import { Form } from './form.js';
import type { ActionCall, PanelAction } from './panel-action.js';
import { readReason } from './reason.js';

/** Revokes all unused coupons that match the list's filters: the preview and the start, the progress, the cancellation. */
export const revocationActions = (revocations: PanelRevocations): Readonly<Record<string, PanelAction>> => ({
  revokeUnused: {
    scope: 'resource',
    methods: ['GET', 'POST'],
    look: { icon: 'Slash', variant: 'danger', component: 'RevokeUnused', showResourceActions: false },
    takesRequestKey: true,
    run: async (call) => {
      if (call.method === 'GET') return { preview: await revocations.preview(call) };
      const form = new Form(call.posted);
      const { reason, problem } = readReason(call.posted);
      const returnsUnits = choice(form.text('returns_units'));
      if (problem || returnsUnits === undefined)
        throw badRevocation({ hasChoice: returnsUnits !== undefined, problem });
      const given = { confirmed: form.integer('confirmed'), upTo: highestId(call.posted.get('up_to')) };
      const terms = { reason, returnsUnits, requestKey: form.requestKey(), ...given };
      return { revocation: await revocations.start(call, terms), notice: STARTED };
    },
  },
  revocation: {
    scope: 'resource',
    methods: ['GET'],
    look: { isVisible: false },
    run: async ({ query }) => ({ revocation: await revocations.progress(idIn(query.get('id'))) }),
  },
  cancelRevocation: {
    scope: 'resource',
    methods: ['POST'],
    look: { isVisible: false },
    run: async ({ posted, operator }: ActionCall) => ({
      revocation: await revocations.cancel(idIn(posted.get('id')), operator.actor),
    }),
  },
});

const STARTED = { message: 'revocationStarted', type: 'success' as const };

const choice = (text: string): boolean | undefined => (text === 'true' ? true : text === 'false' ? false : undefined);

/** @throws DomainError `BAD_FILTER` */
function highestId(text: string | undefined): number | undefined {
  const id = rowIdOrZero(text);
  if (text !== undefined && id === undefined) throw badFilter('up_to');
  return id;
}

/** @throws DomainError `NOT_FOUND` */
function idIn(text: string | null | undefined): number {
  const id = rowId(text ?? undefined);
  if (id === undefined) throw noSuchRow();
  return id;
}
