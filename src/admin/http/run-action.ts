import type { Request, Response } from 'express';
import { hasCode } from '../../platform/errors/domain-error.js';
import { methodNotAllowed } from '../../platform/http/errors/refusals.js';
import { isForwarded } from '../../platform/http/forwarding-warning.js';
import {
  changeUnknown,
  keyedChangeUnknown,
  noSuchAction,
  noSuchRow,
  nothingSelected,
  tooManySelected,
} from '../admin.errors.js';
import { REQUEST_KEY } from '../action/form.js';
import type { ActionCall, Method, Operator, PanelAction } from '../action/panel-action.js';
import { rowId } from '../table/row-id.js';
import type { Panel } from '../panel/panel.js';
import type { TableResource } from '../table/table.resource.js';
import { actionRefusal } from './action-refusal.js';
import { readAdminForm } from './admin-form.js';
import type { CurrentRights } from './current-rights.js';
import { answerTo } from './error-answer.middleware.js';
import { languageOf } from './language.js';
import { operatorOf } from './operator-of.js';
import { nothingPosted } from './posted-fields.js';
import { requireRole } from './require-role.js';
import { sendFile } from './send-file.js';

const MAX_ROWS_AT_ONCE = 100;

type Params = Readonly<Record<string, string | undefined>>;

/** Runs one action. Only actions that the resource lists and methods that the action lists are accepted. */
export const runAction =
  (panel: Panel, rights: CurrentRights, scope: PanelAction['scope']) =>
  async (request: Request, response: Response): Promise<void> => {
    const params = request.params as Params;
    const resource = panel.resource(params['resource'] ?? '');
    const action = resource.action(params['action'] ?? '');
    if (action?.scope !== scope) throw noSuchAction();
    const name = params['action']!;
    requireRole(request, resource.id(), name);
    const operatorNow = (): Promise<Operator> => rights.require(request, resource.id(), name);
    let call: ActionCall = { ...emptyCall(request, resource, methodOf(request, action)), operatorNow };
    if (action.download) return sendFile(request, response, () => action.download(call));
    try {
      if (call.method === 'POST') {
        call = { ...call, posted: await readAdminForm(request, response, action.bodyLimit) };
      }
      call = { ...call, ...(await rowsOf(call, scope, params)) };
      // The rights were checked with the head. Since then the body has arrived, and the rows were read, which can wait for other reads.
      if (call.method === 'POST') call = { ...call, operator: await operatorNow() };
      response.json(await action.run(call));
    } catch (error) {
      const { status, body, headers = {} } = answerTo(asUnknownChange(error, call, action), request, response);
      response.status(status).set(headers).json(actionRefusal(body, call));
    }
  };

function asUnknownChange(error: unknown, { method, posted }: ActionCall, { takesRequestKey }: PanelAction): unknown {
  if (method !== 'POST' || !hasCode(error, 'UNAVAILABLE')) return error;
  return takesRequestKey && posted.get(REQUEST_KEY) ? keyedChangeUnknown(error.cause) : changeUnknown(error.cause);
}

function emptyCall(request: Request, resource: TableResource, method: Method): Omit<ActionCall, 'operatorNow'> {
  return {
    method,
    resource,
    records: [],
    missing: 0,
    query: new URL(request.url, 'http://localhost').searchParams,
    searched: (request.params as Params)['searched'] ?? '',
    posted: nothingPosted,
    operator: operatorOf(request),
    language: languageOf(request),
    connection: { isSecure: request.secure, isForwarded: isForwarded(request) },
  };
}

function methodOf({ method }: Request, { methods }: PanelAction): Method {
  const asked = method === 'HEAD' ? 'GET' : method;
  const found = methods.find((one) => one === asked);
  if (!found) throw methodNotAllowed(method, methods);
  return found;
}

type Rows = Pick<ActionCall, 'records' | 'missing'>;

async function rowsOf({ resource, query }: ActionCall, scope: string, { id = '' }: Params): Promise<Rows> {
  if (scope === 'resource') return { records: [], missing: 0 };
  const selected = scope === 'record' ? [id] : [...new Set((query.get('recordIds') ?? '').split(','))];
  if (selected.length > MAX_ROWS_AT_ONCE) throw tooManySelected(MAX_ROWS_AT_ONCE);
  const records = await resource.findMany(selected);
  if (scope === 'record' && records.length === 0) throw noSuchRow();
  if (!selected.some((one) => rowId(one) !== undefined)) throw nothingSelected();
  return { records, missing: selected.length - records.length };
}
