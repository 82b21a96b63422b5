import type { ActionResponse } from 'adminjs';
import { noSuchRow } from '../admin.errors.js';
import type { ActionCall } from './panel-action.js';

/** The row after a change, and a success notice. @param done key of the notice's message */
export async function answerWithRow(
  { resource, operator }: ActionCall,
  id: number,
  done: string,
): Promise<ActionResponse> {
  const record = await resource.findOne(id);
  if (!record) throw noSuchRow();
  return {
    record: record.toJSON(operator),
    notice: { message: done, type: 'success', resourceId: resource.id(), options: { title: record.title() } },
  };
}
