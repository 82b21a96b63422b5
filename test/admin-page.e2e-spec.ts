import { newEmail } from './support/members.js';
import { operator, withRole, type PanelClient } from './support/panel-client.js';
import { ADMIN, startServer } from './support/server.js';

type State = {
  readonly session: { readonly email: string; readonly userId: number; readonly role: string };
  readonly resources: readonly {
    readonly id: string;
    readonly resourceActions: readonly { readonly name: string }[];
  }[];
};

/** The page of an operator, which the server renders once for each role and language. */
async function pageOf({ client }: PanelClient, language: 'ko' | 'en') {
  const cookie = `${client.cookies.header().cookie}; admin_language=${language}`;
  const { status, text: html } = await client.get('/admin/', { cookie });
  expect(status).toBe(200);
  const [, json = ''] = /<script type="application\/json" id="state">(.*?)<\/script>/s.exec(html) ?? [];
  return { html, json, state: JSON.parse(json) as State };
}

const mayCreate = ({ resources }: State): boolean =>
  resources.find(({ id }) => id === 'coupons')!.resourceActions.some(({ name }) => name === 'new');

describe('The page of the panel', () => {
  it('has the data of the operator who asks, and of no other of the same role', async () => {
    const server = await startServer({ database: 'sqlite' });
    const emails = [newEmail(), newEmail()];
    const operators = await Promise.all(emails.map((email) => withRole(server, 'support', email)));
    for (const language of ['ko', 'en', 'ko'] as const) {
      const pages = await Promise.all(operators.map(({ panel }) => pageOf(panel, language)));
      for (const [index, { html, state }] of pages.entries()) {
        const [email, other] = index === 0 ? emails : [...emails].reverse();
        const actor = { userId: operators[index]!.id, name: email, address: '127.0.0.1' };
        expect(state.session).toEqual({ id: `${actor.userId}`, userId: actor.userId, email, actor, role: 'support' });
        expect(html).not.toContain(other);
      }
      const [one, another] = pages.map(({ json }) => json.slice(0, json.indexOf(',"session":')));
      expect(one).toBe(another);
    }
  });

  it('has the actions of the operator’s role, and is in the operator’s language', async () => {
    const server = await startServer({ database: 'sqlite' });
    const owner = await operator(server);
    const [support, former] = [(await withRole(server, 'support')).panel, await withRole(server, 'operator')];
    for (const language of ['ko', 'en'] as const) {
      const pages = [];
      for (const panel of [support, former.panel, owner]) pages.push(await pageOf(panel, language));
      expect(pages.map(({ state }) => state.session.role)).toEqual(['support', 'operator', 'owner']);
      expect(pages.map(({ state }) => mayCreate(state))).toEqual([false, true, true]);
      const title = { ko: '투닷 관리', en: 'Toodat admin' }[language];
      for (const { html } of pages) {
        expect(html).toContain(`<html lang="${language}">`);
        expect(html).toContain(`<title>${title}</title>`);
      }
      expect(pages[2]!.state.session.email).toBe(ADMIN.email);
    }
    await server.database.execute(`UPDATE "user" SET "role" = 'support' WHERE "id" = $1`, [former.id]);
    const { state } = await pageOf(former.panel, 'ko');
    expect([state.session.role, mayCreate(state)]).toEqual(['support', false]);
  });
});
