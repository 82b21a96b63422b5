import { ApiClient, type ActionResponse } from 'adminjs';
import { requestKeys } from './request-key.js';

type Action = { name: string; custom?: { methods?: string[] } };
type State = { resources: { id: string; actions: Action[] }[] };
type Named = { recordActions: (string | Action)[]; bulkActions: (string | Action)[] };
type Options = { resourceId: string; actionName: string; recordId?: string; data?: FormData };
type Question = { code?: string; detail?: string; follows?: number };
type Answer = { status: number; data?: ActionResponse & Question & { record?: Named; records?: Named[] } };
type Refusal = Error & { response?: Answer };

/** What forms say that got no answer of the service's. AdminJS would say that it was not saved, which is not known. */
const UNHEARD: Readonly<Record<string, string>> = { new: 'saveUnknown', edit: 'editUnknown' };

const keys = requestKeys();

/**
 * AdminJS's client sends most actions by GET and takes every answer but 2xx for a crash. Ours sends what changes
 * something by POST, describes the actions that a row names, shows a refusal's own words, asks the operator what the server
 * wants confirmed, and leads to the login page when the session has ended.
 */
export function patchApiClient(): void {
  const client = ApiClient.prototype as unknown as Record<string, (options: Options) => Promise<Answer>>;
  for (const name of ['resourceAction', 'recordAction', 'bulkAction', 'getDashboard']) {
    const send = client[name]!;
    client[name] = function (this: ApiClient, options: Options) {
      const { sent, settle } = withKey(options);
      const act = (asked: Options): Promise<Answer> =>
        send.call(this, onlyByPost(asked) ? { ...asked, method: 'POST' } : asked).catch((refusal: Refusal) => {
          const confirmed = confirmedBy(refusal.response?.data);
          return confirmed ? act({ ...asked, data: confirmed }) : toAnswer(refusal, asked);
        });
      return act(sent)
        .then(settle)
        .then((answer) => described(answer, actionsOf(options?.resourceId)));
    };
  }
}

/**
 * A form that carries `request_key` is sent with an idempotency key of its own for these values: the same one for as long
 * as it is unknown what came of them.
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
  const action = actionsOf(options?.resourceId).find(({ name }) => name === options?.actionName);
  const methods = action?.custom?.methods;
  return methods?.length === 1 && methods[0] === 'POST';
}

function actionsOf(resourceId: string | undefined): readonly Action[] {
  const { resources } = (window as unknown as { REDUX_STATE: State }).REDUX_STATE;
  return resources.find(({ id }) => id === resourceId)?.actions ?? [];
}

/** The server names the actions of each row; the page already has their descriptions, which the screens want. */
function described(answer: Answer, actions: readonly Action[]): Answer {
  const whole = (named: string | Action): Action | undefined =>
    typeof named === 'string' ? actions.find(({ name }) => name === named) : named;
  const { record, records = [] } = answer.data ?? {};
  for (const row of record ? [record, ...records] : records) {
    for (const kind of ['recordActions', 'bulkActions'] as const) {
      row[kind] = (row[kind] ?? []).map(whole).filter((action) => action !== undefined);
    }
  }
  return answer;
}

/** What the operator answers to a question that only the server can put: what the page shows may have changed since. */
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
  const message = UNHEARD[actionName];
  if (message === undefined) throw error;
  // AdminJS lays the record over what was typed, so it is empty but for what the next request needs.
  const record = { id: recordId, params: {}, populated: {}, errors: {} };
  return { status: 503, data: { notice: { message, type: 'error' }, record } } as unknown as Answer;
}

function logInAgain(): Promise<never> {
  const { pathname, search } = window.location;
  window.location.assign(`/login-page/?next=${encodeURIComponent(pathname + search)}`);
  return new Promise(() => undefined);
}
