import { ApiClient, type ActionResponse } from 'adminjs';
import { requestKeys } from './request-key.js';

type Action = { name: string; custom?: { methods?: string[]; isDownload?: boolean } };
type State = { resources: { id: string; actions: Action[] }[] };
type Named = { recordActions: (string | Action)[]; bulkActions: (string | Action)[] };
type Options = { resourceId: string; actionName: string; recordId?: string; data?: FormData };
type Question = { code?: string; detail?: string; follows?: number };
type Answer = { status: number; data?: ActionResponse & Question & { record?: Named; records?: Named[] } };
type Refusal = Error & { response?: Answer };

/** Messages for forms whose request got no answer. AdminJS would say “not saved”, but the outcome is unknown. */
const NO_ANSWER: Readonly<Record<string, string>> = { new: 'saveUnknown', edit: 'editUnknown' };

const keys = requestKeys();

/**
 * AdminJS's client sends most actions by GET and treats every answer except 2xx as a crash. The patched client sends
 * changes by POST, adds the descriptions of a row's actions, shows the message of a refusal, asks the operator for the
 * confirmations that the server requires, lets the browser download files, and opens the login page when the session has ended.
 */
export function patchApiClient(): void {
  const client = ApiClient.prototype as unknown as Record<string, (options: Options) => Promise<Answer>>;
  for (const name of ['resourceAction', 'recordAction', 'bulkAction', 'getDashboard', 'getPage']) {
    const send = client[name]!;
    client[name] = function (this: ApiClient, options: Options) {
      if (actionOf(options)?.custom?.isDownload) return Promise.resolve(download(options));
      const { sent, settle } = withKey(options);
      const act = (request: Options): Promise<Answer> =>
        send.call(this, onlyByPost(request) ? { ...request, method: 'POST' } : request).catch((refusal: Refusal) => {
          const confirmed = confirmedBy(refusal.response?.data);
          return confirmed ? act({ ...request, data: confirmed }) : toAnswer(refusal, request);
        });
      return act(sent)
        .then(settle)
        .then((answer) => withActions(answer, actionsOf(options?.resourceId)));
    };
  }
}

/**
 * Gives a form with a `request_key` field an idempotency key for its current values. The same values keep the same key
 * while the outcome of the request is unknown.
 */
function withKey(options: Options): { sent: Options; settle: (answer: Answer) => Answer } {
  if (options?.actionName !== 'new' || !options.data?.has('request_key')) {
    return { sent: options, settle: (answer) => answer };
  }
  const values = JSON.stringify([...options.data]);
  const data = new FormData();
  for (const [name, value] of options.data) data.set(name, value);
  data.set('request_key', keys.of(values));
  const settle = (answer: Answer): Answer => {
    if (answer.status < 500) keys.settle(values, answer.data?.notice?.type === 'success');
    return answer;
  };
  return { sent: { ...options, data }, settle };
}

function onlyByPost(options: Options | undefined): boolean {
  const methods = actionOf(options)?.custom?.methods;
  return methods?.length === 1 && methods[0] === 'POST';
}

const actionOf = (options: Options | undefined): Action | undefined =>
  actionsOf(options?.resourceId).find(({ name }) => name === options?.actionName);

function actionsOf(resourceId: string | undefined): readonly Action[] {
  const { resources } = (window as unknown as { REDUX_STATE: State }).REDUX_STATE;
  return resources.find(({ id }) => id === resourceId)?.actions ?? [];
}

/** The server sends only the names of a row's actions. The page already has their descriptions; the screens need them. */
function withActions(answer: Answer, actions: readonly Action[]): Answer {
  const described = (named: string | Action): Action | undefined =>
    typeof named === 'string' ? actions.find(({ name }) => name === named) : named;
  const { record, records = [] } = answer.data ?? {};
  for (const row of record ? [record, ...records] : records) {
    for (const kind of ['recordActions', 'bulkActions'] as const) {
      row[kind] = (row[kind] ?? []).map(described).filter((action) => action !== undefined);
    }
  }
  return answer;
}

/** Lets the browser download the rows that match the filters in the address of the list. A refusal is shown as a page. */
function download({ resourceId, actionName }: Options): Answer {
  const query = new URLSearchParams(window.location.search);
  for (const name of ['page', 'perPage', 'refresh']) query.delete(name);
  window.location.assign(`/admin/api/resources/${resourceId}/actions/${actionName}?${query.toString()}`);
  return { status: 200, data: { notice: { message: 'downloadStarted', type: 'success' } } };
}

/** Asks for a confirmation that only the server can request, because the page may be out of date. Undefined: declined. */
function confirmedBy({ code, detail, follows }: Question = {}): FormData | undefined {
  if (code !== 'ON_EVENT_PAGE' || !window.confirm(detail)) return undefined;
  const fields = new FormData();
  fields.set('confirmed', String(follows));
  return fields;
}

function toAnswer(error: Refusal, { actionName, recordId }: Options): Answer | Promise<never> {
  const answer = error.response;
  if (answer?.data?.code === 'NOT_AUTHENTICATED') return logInAgain();
  if (answer?.data?.notice) return answer;
  const message = NO_ANSWER[actionName];
  if (message === undefined) throw error;
  // AdminJS merges this record into the form, so it holds only what the next request needs and keeps the typed values.
  const record = { id: recordId, params: {}, populated: {}, errors: {} };
  return { status: 503, data: { notice: { message, type: 'error' }, record } } as unknown as Answer;
}

function logInAgain(): Promise<never> {
  const { pathname, search } = window.location;
  window.location.assign(`/login-page/?next=${encodeURIComponent(pathname + search)}`);
  return new Promise(() => undefined);
}
