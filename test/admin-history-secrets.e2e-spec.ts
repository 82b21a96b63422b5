import { createHash } from 'node:crypto';
import { anIssuedCoupon } from './builders/issued-coupon.js';
import { auditLog, type Entry } from './support/audit-log.js';
import type { Client } from './support/client.js';
import { eventually } from './support/eventually.js';
import { fileOf } from './support/csv.js';
import { openedCase } from './support/member-case.js';
import { logIn, newEmail, PASSWORD } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { operator, withRole, type PanelClient } from './support/panel-client.js';
import { ended, started } from './support/revoking.js';
import { ADMIN, startServer, type RunningServer } from './support/server.js';
import type { TestDatabase } from './support/test-database.js';

const NEW_PASSWORD = 'a-new-password-31';
const WRONG_PASSWORD = 'a-wrong-password-62';

onEachDatabase('The history', (kind) => {
  let server: RunningServer;
  let database: TestDatabase;
  let admin: PanelClient;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    database = server.database;
    admin = await operator(server);
  });

  async function issued(): Promise<{ id: number; coupon: number; code: string }> {
    const { id, coupon } = await anIssuedCoupon(server);
    const { code } = (await admin.row('issued-coupons', id)).params as { code: string };
    return { id, coupon, code };
  }

  /** The lines of this act, which may follow their answer. */
  const linesOf = (action: string): Promise<Entry[]> =>
    eventually(
      async () => (await auditLog(database)).filter((entry) => entry.action === action),
      ({ length }) => length > 0,
    );

  it('contains no password, hash of a password, session id or whole code, whatever operators do', async () => {
    const [marked, exported, revoked] = [await issued(), await issued(), await issued()];
    const sessions = [sessionOf(admin.client)];
    for (const act of ['markUsed', 'markUnused', 'revoke', 'restore']) {
      await admin.act('issued-coupons', marked.id, act);
    }
    const email = newEmail();
    const colleague = await withRole(server, 'support', email);
    sessions.push(sessionOf(colleague.panel.client));
    await admin.act('users', colleague.id, 'makeOperator');
    const hashes = await values('SELECT "password" AS s FROM "user"');
    await changePassword(colleague.panel.client, WRONG_PASSWORD, 400);
    await changePassword(colleague.panel.client, PASSWORD, 303);
    sessions.push(sessionOf(colleague.panel.client));
    expect((await logIn(server.client(), email, WRONG_PASSWORD)).status).toBe(400);
    const again = server.client();
    expect((await logIn(again, email, NEW_PASSWORD)).status).toBe(200);
    sessions.push(sessionOf(again));
    const file = await admin.get(`/resources/issued-coupons/actions/export?filters.code=${exported.code}`);
    expect(fileOf(file).rows).toHaveLength(1);
    const run = await started(admin, `filters.code=${revoked.code}`);
    expect((await ended(admin, run)).revoked).toBe(1);
    await openedCase(admin, { query: exported.code });
    await openedCase(admin, { query: email });

    const expected = ['log-in', 'change-password', 'set-role', 'export', 'start-revocation', 'end-revocation', 'case'];
    for (const action of [...expected, 'mark-used', 'mark-unused', 'revoke', 'restore']) {
      expect([action, (await linesOf(action)).length > 0]).toEqual([action, true]);
    }
    const stored = await values('SELECT "id" AS s FROM "session"');
    expect(stored).toEqual(expect.arrayContaining([sha256(sessions[0]!), sha256(sessions[2]!), sha256(sessions[3]!)]));
    const secrets = {
      passwords: [PASSWORD, NEW_PASSWORD, WRONG_PASSWORD, ADMIN.password],
      hashes: [...hashes, ...(await values('SELECT "password" AS s FROM "user"'))],
      sessions: [...sessions, ...sessions.map(sha256), ...stored],
      codes: await values('SELECT "code" AS s FROM "coupon_user"'),
    };
    const text = JSON.stringify(await auditLog(database)).toLowerCase();
    for (const [name, all] of Object.entries(secrets)) {
      expect([name, all.length > 2]).toEqual([name, true]);
      expect([name, all.filter((one) => text.includes(one.toLowerCase()))]).toEqual([name, []]);
    }
  });

  it('has an export with the beginning of a code, and its other filters whole', async () => {
    const { code, coupon } = await issued();
    const filters = `filters.code=%20${code}%20&filters.coupon=${coupon}&filters.is_used=false`;
    const before = (await linesOf('export')).length;
    expect((await admin.get(`/resources/issued-coupons/actions/export?${filters}`)).status).toBe(200);
    const lines = await eventually(
      () => linesOf('export'),
      ({ length }) => length > before,
    );
    const recorded = `code=${code.slice(0, 3)}…, coupon=${coupon}, is_used=false`;
    const changes = JSON.parse(lines.at(-1)!.changes!) as Record<string, unknown>;
    expect(changes).toMatchObject({ filters: [null, recorded], rows: [null, 1] });
  });

  const values = async (sql: string): Promise<string[]> => (await database.rows<{ s: string }>(sql)).map(({ s }) => s);

  async function changePassword(client: Client, current: string, status: number): Promise<void> {
    const passwords = { new_password: NEW_PASSWORD, confirm_password: NEW_PASSWORD };
    const answer = await client.form('/password-page/', { current_password: current, ...passwords });
    expect(answer.status).toBe(status);
  }
});

/** The session's id, without the signature that the cookie adds. */
const sessionOf = (client: Client): string =>
  /^s:([^.]+)\./.exec(decodeURIComponent(client.cookies.get('sessionid')!))![1]!;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
