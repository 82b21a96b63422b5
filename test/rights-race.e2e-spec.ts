import { holdRows, waitingForLock } from './faults/held-lock.js';
import type { Answer } from './support/answer.js';
import { PanelClient, operator } from './support/panel-client.js';
import { logIn, member, newEmail, PASSWORD } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { startServer, type RunningServer } from './support/server.js';
import { countOf } from './support/test-database.js';

onEachDatabase('Of two requests that arrive at once', (kind) => {
  let server: RunningServer;

  beforeAll(async () => {
    server = await startServer({ database: kind });
  });

  /** Both have proved who they are, and wait for the same lock, before either of them gets it. */
  async function together(first: () => Promise<Answer>, second: () => Promise<Answer>): Promise<number[]> {
    const release = await holdRows(server.database, '"user"');
    const answers = [first(), second()];
    if (kind === 'postgres') await waitingForLock(server.database, 2);
    else await server.client().get('/healthz');
    await release();
    return (await Promise.all(answers)).map(({ status }) => status).sort();
  }

  it.each(['removeRole', 'deactivate'])('and %s each other, one stays an owner', async (action) => {
    const [one, email] = [await operator(server), newEmail()];
    const other = new PanelClient(await member(server, email), server);
    const [row] = await server.database.rows<{ id: number }>('SELECT "id" FROM "user" WHERE "email" = $1', [email]);
    await one.act('users', row!.id, 'makeOwner');
    const [, refused] = await together(
      () => one.act('users', row!.id, action),
      () => other.act('users', 1, action),
    );
    expect([403, 409]).toContain(refused);
    expect(await countOf(server.database, 'user', '"is_admin" AND "is_active"')).toBe(1);
    await server.database.execute('UPDATE "user" SET "is_admin" = $1, "is_active" = $1 WHERE "id" = 1', [true]);
    await server.database.execute('UPDATE "user" SET "is_admin" = $1 WHERE "id" <> 1', [false]);
  });

  it('and change one password, the second one is told that the password is another by now', async () => {
    const email = newEmail();
    const [one, other] = [await member(server, email), server.client()];
    await logIn(other, email);
    const form = (password: string): Record<string, string> => ({
      current_password: PASSWORD,
      new_password: password,
      confirm_password: password,
    });
    const passwords = ['seven-grey-herons-18', 'eleven-red-kettles-63'];
    const answers = await together(
      () => one.form('/password-page/', form(passwords[0]!)),
      () => other.form('/password-page/', form(passwords[1]!)),
    );
    expect(answers[0]).toBe(303);
    expect(answers[1]).toBeGreaterThanOrEqual(400);
    const logins = await Promise.all(passwords.map((password) => logIn(server.client(), email, password)));
    expect(logins.map(({ status }) => status).sort()).toEqual([200, 400]);
  });
});
