import type { RecordJSON } from 'adminjs';
import { snakeCase } from '../../platform/text/snake-case.js';
import type { ActionCall } from '../action/panel-action.js';

type Body = Readonly<Record<string, unknown>>;
type FieldErrors = Record<string, { type: string; message: string }>;

/**
 * A refusal in the format of AdminJS's client: a notice, the row with a message for each invalid field, and an empty
 * list for requests of a list.
 */
export function actionRefusal(body: Body, call: ActionCall): Body {
  const errors = fieldErrors(body);
  const message =
    sentence(body) ?? (Object.keys(errors).length > 0 ? 'thereWereValidationErrors' : String(body['code']));
  return {
    ...body,
    notice: { message, type: 'error', resourceId: call.resource.id() },
    record: { ...rowAsTyped(call), errors },
    records: [],
    meta: { total: 0, page: 1, perPage: 1, direction: 'asc', sortBy: 'id' },
  };
}

/** Arrays in a refusal's body are messages by field. Services use property names, the panel uses snake case. */
function fieldErrors(body: Body): FieldErrors {
  const errors: FieldErrors = {};
  for (const [field, messages] of Object.entries(body)) {
    if (Array.isArray(messages))
      errors[snakeCase(field)] = { type: String(body['code']), message: String(messages[0]) };
  }
  return errors;
}

/** The message for the whole request; messages by field may accompany it. */
const sentence = (body: Body): string | undefined =>
  [body['detail'], body['result']].find((text) => typeof text === 'string');

/** Keeps the typed values in the form. Without a row, `baseError` makes the client render none. */
function rowAsTyped({ resource, records: [row], posted, operator }: ActionCall): Partial<RecordJSON> {
  const names = resource.table.fields.filter(({ shown }) => shown.edit).map(({ name }) => name);
  const typed = Object.fromEntries(names.filter((name) => posted.has(name)).map((name) => [name, posted.get(name)]));
  if (!row) return { params: typed, populated: {}, baseError: { type: 'NotFoundError', message: '' } };
  return { ...row.toJSON(operator), params: { ...row.params, ...typed } };
}
