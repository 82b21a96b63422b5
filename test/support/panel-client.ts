import type { OutgoingHttpHeaders } from 'node:http';
import type { Answer } from './answer.js';
import type { Client } from './client.js';
import { logIn, member, newEmail } from './members.js';
import { ADMIN, type RunningServer } from './server.js';

/** The acts that the panel refuses without a reason. */
const REASONED = ['adjustStock', 'markUsed', 'markUnused', 'revoke', 'restore', 'deactivate'];

export const A_REASON = '고객 요청';

const BOUNDARY = 'toodat-test-boundary';

export type Row = {
  id: number;
  title: string;
  params: Record<string, unknown>;
  errors: Record<string, { message: string }>;
};
export type Notice = { message: string; type: string; options?: Record<string, unknown> };
export type PanelAnswer = { record: Row; records: Row[]; notice?: Notice; meta: { total: number }; code?: string };

/** The panel as AdminJS's client uses it: JSON asked by GET, forms posted as multipart/form-data. */
export class PanelClient {
  constructor(
    readonly client: Client,
    private readonly server: RunningServer,
  ) {}

  get(path: string, headers: OutgoingHttpHeaders = {}): Promise<Answer> {
    return this.client.get(`/admin/api${path}`, headers);
  }

  /** @param from where the browser says that the form was */
  post(path: string, fields: Record<string, string> = {}, from: OutgoingHttpHeaders = this.here()): Promise<Answer> {
    const headers = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}`, ...from };
    return this.client.request('POST', `/admin/api${path}`, { raw: multipart(fields) }, headers);
  }

  /** All rows of a list, as the panel gives them. */
  async rows(resource: string, query = ''): Promise<Row[]> {
    return (await this.get(`/resources/${resource}/actions/list?${query}`)).json<PanelAnswer>().records;
  }

  async row(resource: string, id: number): Promise<Row> {
    return (await this.get(`/resources/${resource}/records/${id}/show`)).json<PanelAnswer>().record;
  }

  create(resource: string, fields: Record<string, string>): Promise<Answer> {
    return this.post(`/resources/${resource}/actions/new`, fields);
  }

  /** With `A_REASON` if the act needs a reason and `fields` has none. */
  act(resource: string, id: number, action: string, fields: Record<string, string> = {}): Promise<Answer> {
    const reason = REASONED.includes(action) && { reason: A_REASON };
    return this.post(`/resources/${resource}/records/${id}/${action}`, { ...reason, ...fields });
  }

  /** What AdminJS's form posts: every value of the row as it was when the form was opened, and what was typed. */
  async openForm(resource: string, id: number): Promise<(typed: Record<string, string>) => Promise<Answer>> {
    const { record } = (await this.get(`/resources/${resource}/records/${id}/edit`)).json<PanelAnswer>();
    const opened = Object.fromEntries(Object.entries(record.params).map(([name, value]) => [name, String(value)]));
    return (typed) => this.act(resource, id, 'edit', { ...opened, ...typed });
  }

  private here(): OutgoingHttpHeaders {
    return { origin: this.server.baseUrl };
  }
}

/** The first admin at the panel. */
export async function operator(server: RunningServer): Promise<PanelClient> {
  const client = server.client();
  const answer = await logIn(client, ADMIN.email, ADMIN.password);
  if (answer.status !== 200) throw new Error(`The operator could not log in: ${answer.text}`);
  return new PanelClient(client, server);
}

/** A new member with this role, at the panel. */
export async function withRole(
  server: RunningServer,
  role: string,
  email = newEmail(),
): Promise<{ readonly panel: PanelClient; readonly id: number }> {
  const panel = new PanelClient(await member(server, email), server);
  const [row] = await server.database.rows<{ id: number }>(
    'UPDATE "user" SET "is_admin" = $1, "role" = $2 WHERE "email" = $3 RETURNING "id"',
    [true, role, email],
  );
  return { panel, id: row!.id };
}

function multipart(fields: Record<string, string>): string {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return `${parts.join('')}--${BOUNDARY}--\r\n`;
}
