import { LEAST_ROLE } from '../src/admin/permissions.js';
import { includesRole, ROLES, type Role } from '../src/account/role.js';
import type { Answer } from './support/answer.js';
import { member, newEmail } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { operator, PanelClient, withRole, type PanelAnswer } from './support/panel-client.js';
import { expectRefusal } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';

const HTML = { accept: 'text/html' };
const NO_ROW = 2_000_000_000;
const OF_RESOURCE = ['list', 'search', 'new', 'import', 'export', 'revokeUnused', 'revocation', 'cancelRevocation'];

/** Screens with addresses of their own: tested below. */
const { dashboard, preview, ...pages } = LEAST_ROLE['pages']!;

const ACTIONS = Object.entries({ ...LEAST_ROLE, pages }).flatMap(([resource, roles]) =>
  Object.entries(roles).map(([action, least]) => ({ resource, action, least, path: pathOf(resource, action) })),
);

/** A row that does not exist: who may act is told that there is none, and nothing is changed. */
function pathOf(resource: string, action: string): string {
  if (resource === 'pages') return `/pages/${action}`;
  if (OF_RESOURCE.includes(action)) return `/resources/${resource}/actions/${action}`;
  if (action === 'bulkDelete') return `/resources/${resource}/bulk/${action}?recordIds=${NO_ROW}`;
  return `/resources/${resource}/records/${NO_ROW}/${action}`;
}

onEachDatabase('The roles', (kind) => {
  let server: RunningServer;
  let owner: PanelClient;
  let roles: Record<Role, PanelClient>;
  let stranger: PanelClient;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    owner = await operator(server);
    stranger = new PanelClient(await member(server), server);
    roles = {
      owner,
      operator: (await withRole(server, 'operator')).panel,
      support: (await withRole(server, 'support')).panel,
    };
  });

  it.each(ACTIONS)('let $least and above $action $resource, and nobody else', async ({ path, least }) => {
    const both = (panel: PanelClient): Promise<Answer[]> => Promise.all([panel.get(path), panel.post(path)]);
    for (const answer of await both(new PanelClient(server.client(), server))) {
      expectRefusal(answer, 403, 'NOT_AUTHENTICATED');
    }
    for (const answer of await both(stranger)) expectRefusal(answer, 403, 'FORBIDDEN');
    for (const role of ROLES) {
      const statuses = (await both(roles[role])).map(({ status }) => status);
      if (includesRole(role, least))
        expect([role, statuses.filter((status) => status === 403 || status >= 500)]).toEqual([role, []]);
      else expect([role, statuses]).toEqual([role, [403, 403]]);
    }
  });

  it.each(ACTIONS)('show the page of $action $resource to $least and above', async ({ path, least }) => {
    const page = `/admin${path}`;
    const visitor = await server.client().get(page, HTML);
    expect([visitor.status, visitor.header('location')]).toEqual([303, expect.stringContaining('/login-page/')]);
    expect((await stranger.client.get(page, HTML)).status).toBe(403);
    for (const role of ROLES) {
      const { status } = await roles[role].client.get(page, HTML);
      expect([role, status]).toEqual([role, includesRole(role, least) ? 200 : 403]);
    }
  });

  it.each([
    ['the dashboard', '/admin/api/dashboard', 200, dashboard!],
    ['the panel', '/admin/', 200, dashboard!],
    ['the live view', `/admin/api/live/${NO_ROW}`, 404, LEAST_ROLE['coupons']!['live']!],
    ['the history of the live view', `/admin/api/live/${NO_ROW}/history`, 404, LEAST_ROLE['coupons']!['live']!],
    ['the preview of the event page', `/admin/preview/coupons/${NO_ROW}`, 404, preview!],
    ['an address that does not exist', '/admin/api/none', 404, 'support'],
  ] as const)('show %s to the roles that may see it, and to nobody else', async (_, path, expected, least) => {
    for (const accept of [HTML, { accept: 'application/json' }]) {
      const visitor = await server.client().get(path, accept);
      expect([303, 403]).toContain(visitor.status);
      expect((await stranger.client.get(path, accept)).status).toBe(403);
      for (const role of ROLES) {
        const status = includesRole(role, least) ? expected : 403;
        expect([role, (await roles[role].client.get(path, accept)).status]).toEqual([role, status]);
      }
    }
  });

  it('offer on each row only what the role allows', async () => {
    const created = await owner.create('works', { title: '역할 시험' });
    const { id } = created.json<PanelAnswer>().record;
    const offered = async (role: Role): Promise<unknown> =>
      ((await roles[role].row('works', id)) as unknown as { recordActions: string[] }).recordActions;
    expect(await offered('support')).toEqual(['show']);
    expect(await offered('operator')).toEqual(expect.arrayContaining(['edit', 'hide', 'delete']));
  });

  it('are changed by owners only, and the change counts at the next request', async () => {
    const { panel, id } = await withRole(server, 'support');
    expectRefusal(await roles.operator.act('users', id, 'makeOwner'), 403, 'FORBIDDEN');
    for (const [act, status] of [
      ['makeOperator', 404],
      ['makeSupport', 403],
      ['makeOwner', 404],
      ['removeRole', 403],
    ] as const) {
      expect((await owner.act('users', id, act)).status).toBe(200);
      expect([act, (await panel.act('works', NO_ROW, 'hide')).status]).toEqual([act, status]);
    }
    expectRefusal(await panel.get('/dashboard'), 403, 'FORBIDDEN');
  });

  it('protect accounts with a role from operators, who may deactivate members', async () => {
    const { id } = await withRole(server, 'support');
    expectRefusal(await roles.operator.act('users', id, 'deactivate'), 403, 'FORBIDDEN');
    expect((await owner.act('users', id, 'deactivate')).status).toBe(200);
    expectRefusal(await roles.operator.act('users', id, 'activate'), 403, 'FORBIDDEN');
    const email = newEmail();
    await member(server, email);
    const [row] = await server.database.rows<{ id: number }>('SELECT "id" FROM "user" WHERE "email" = $1', [email]);
    expect((await roles.operator.act('users', row!.id, 'deactivate')).status).toBe(200);
  });

  // Only a race can take the last owner away, because nobody changes their own role: test/rights-race.
  it('protect one’s own role', async () => {
    for (const action of ['makeOperator', 'makeSupport', 'removeRole', 'deactivate']) {
      expectRefusal(await owner.act('users', 1, action), 409, 'OWN_ACCOUNT');
    }
  });

  it('of an account with is_admin and without a role is owner, and an unknown role has no rights', async () => {
    const former = await withRole(server, 'owner');
    await server.database.execute('UPDATE "user" SET "role" = NULL WHERE "id" = $1', [former.id]);
    expect((await former.panel.act('users', NO_ROW, 'makeOwner')).status).toBe(404);
    await server.database.execute(`UPDATE "user" SET "role" = 'auditor' WHERE "id" = $1`, [former.id]);
    expectRefusal(await former.panel.get('/dashboard'), 403, 'FORBIDDEN');
    expect((await former.panel.client.get('/admin/', HTML)).status).toBe(403);
  });
});
