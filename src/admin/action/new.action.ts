import type { Actor } from '../../platform/audit-log/actor.js';
import { answerWithRow } from './answer-with-row.js';
import { Form } from './form.js';
import type { PanelAction } from './panel-action.js';

/** A form for a new row. `create` reads the fields that it accepts; other fields are ignored. */
export const newAction = (
  create: (form: Form, by: Actor) => Promise<{ id: number }>,
  { takesRequestKey = false } = {},
): PanelAction => ({
  scope: 'resource',
  takesRequestKey,
  methods: ['POST'],
  look: { icon: 'Plus', variant: 'primary' },
  run: async (call) => {
    const { id } = await create(new Form(call.posted), call.operator.actor);
    return {
      ...(await answerWithRow(call, id, 'successfullyCreated')),
      redirectUrl: `/admin/resources/${call.resource.id()}`,
    };
  },
});
