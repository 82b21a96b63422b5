import type { ActionResponse } from 'adminjs';
import { noSuchRow } from '../admin.errors.js';
import type { ActionCall } from './panel-action.js';

/** The row as it is after a change, and a notice that says what was done. */
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
