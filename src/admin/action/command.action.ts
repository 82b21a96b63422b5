import type { BaseRecord } from 'adminjs';
import type { PostedFields } from '../http/posted-fields.js';
import { answerWithRow } from './answer-with-row.js';
import type { ActionLook, Operator, PanelAction } from './panel-action.js';

type Command = {
  readonly run: (id: number, operator: Operator, posted: PostedFields) => Promise<unknown>;
  /** The key of the success message. */
  readonly done: string;
  readonly look: Omit<ActionLook, 'isVisible' | 'component'>;
  /** For which rows the button is shown. The server does not rely on this: the service decides. */
  readonly when?: (record: BaseRecord, operator: Operator) => boolean;
};

/** A button that runs one command on one row. */
export const commandAction = ({ run, done, look, when }: Command): PanelAction => ({
  scope: 'record',
  methods: ['POST'],
  look: {
    ...look,
    component: false,
    isVisible: ({ record, currentAdmin }) => !record || !when || when(record, currentAdmin as Operator),
  },
  run: async (call) => {
    const id = Number(call.records[0]!.id());
    await run(id, call.operator, call.posted);
    return answerWithRow(call, id, done);
  },
});
