import type { BaseRecord } from 'adminjs';
import type { Actor } from '../../platform/audit-log/actor.js';
import { answerWithRow } from './answer-with-row.js';
import type { ActionLook, Operator, PanelAction } from './panel-action.js';
import { requireReason } from './reason.js';

type Reasoned = {
  readonly run: (id: number, act: { readonly by: Actor; readonly reason: string }) => Promise<unknown>;
  /** The key of the success message. */
  readonly done: string;
  readonly look: Omit<ActionLook, 'isVisible' | 'component' | 'guard'>;
  /** For which rows the button is shown. The server does not rely on this: the service decides. */
  readonly when: (record: BaseRecord, operator: Operator) => boolean;
};

/** A form that asks for a reason, then runs one command on one row. */
export const reasonedAction = ({ run, done, look, when }: Reasoned): PanelAction => ({
  scope: 'record',
  methods: ['GET', 'POST'],
  look: {
    ...look,
    component: 'ReasonForm',
    isVisible: ({ record, currentAdmin }) => !record || when(record, currentAdmin as Operator),
  },
  run: async (call) => {
    const [record] = call.records;
    if (call.method === 'GET') return { record: record!.toJSON(call.operator) };
    const id = Number(record!.id());
    await run(id, { by: call.operator.actor, reason: requireReason(call.posted) });
    return answerWithRow(call, id, done);
  },
});
