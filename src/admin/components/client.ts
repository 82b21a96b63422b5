import { ApiClient, type ActionResponse } from 'adminjs';

type Action = { name: string; custom?: { methods?: string[] } };
type State = { resources: { id: string; actions: Action[] }[] };
type Options = { resourceId: string; actionName: string; data?: FormData };
type Question = { code?: string; detail?: string; follows?: number };
type Answer = { status: number; data?: ActionResponse & Question };
type Refusal = Error & { response?: Answer };

/**
 * AdminJS's client sends most actions by GET and takes every answer but 2xx for a crash. Ours sends what changes
 * something by POST, shows a refusal's own words, asks the operator what the server wants confirmed, and leads to the
 * login page when the session has ended.
 */
export function teachClient(): void {
  const client = ApiClient.prototype as unknown as Record<string, (options: Options) => Promise<unknown>>;
  for (const name of ['resourceAction', 'recordAction', 'bulkAction', 'getDashboard']) {
    const send = client[name]!;
    client[name] = function (this: ApiClient, options: Options) {
      const act = (asked: Options): Promise<unknown> =>
        send.call(this, onlyByPost(asked) ? { ...asked, method: 'POST' } : asked).catch((refusal: Refusal) => {
          const confirmed = confirmedBy(refusal.response?.data);
          return confirmed ? act({ ...asked, data: confirmed }) : understood(refusal);
        });
      return act(options);
    };
  }
}

function onlyByPost(options: Options | undefined): boolean {
  const { resources } = (window as unknown as { REDUX_STATE: State }).REDUX_STATE;
  const actions = resources.find(({ id }) => id === options?.resourceId)?.actions ?? [];
  const methods = actions.find(({ name }) => name === options?.actionName)?.custom?.methods;
  return methods?.length === 1 && methods[0] === 'POST';
}

/** What the operator answers to a question that only the server can put: what the page shows may have changed since. */
function confirmedBy({ code, detail, follows }: Question = {}): FormData | undefined {
  if (code !== 'ON_EVENT_PAGE' || !window.confirm(detail)) return undefined;
  const fields = new FormData();
  fields.set('confirmed', String(follows));
  return fields;
}

function understood(error: Refusal): Answer | Promise<never> {
  const answer = error.response;
  if (answer?.data?.code === 'NOT_AUTHENTICATED') return logInAgain();
  if (answer?.data?.notice) return answer;
  throw error;
}

function logInAgain(): Promise<never> {
  const { pathname, search } = window.location;
  window.location.assign(`/login-page/?next=${encodeURIComponent(pathname + search)}`);
  return new Promise(() => undefined);
}
