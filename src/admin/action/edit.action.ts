import type { BaseRecord } from 'adminjs';
import type { Actor } from '../../platform/audit-log/actor.js';
import { answerWithRow } from './answer-with-row.js';
import { EditForm, OPENED } from './form.js';
import type { PanelAction } from './panel-action.js';

type Edit = (id: number, form: EditForm, by: Actor, row: BaseRecord) => Promise<unknown>;

/** A form for an existing row. `edit` reads the fields that it accepts; other fields are ignored. */
export const editAction = (edit: Edit): PanelAction => ({
  scope: 'record',
  methods: ['GET', 'POST'],
  look: { icon: 'Edit2' },
  run: async (call) => {
    const [record] = call.records;
    if (call.method === 'GET') {
      const json = record!.toJSON(call.operator);
      return { record: { ...json, params: { ...json.params, [OPENED]: JSON.stringify(json.params) } } };
    }
    const id = Number(record!.id());
    await edit(id, new EditForm(call.posted), call.operator.actor, record!);
    return {
      ...(await answerWithRow(call, id, 'successfullyUpdated')),
      redirectUrl: `/admin/resources/${call.resource.id()}`,
    };
  },
});
