import { logIn, member, newEmail, PASSWORD, signUp } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { startServer, type RunningServer } from './support/server.js';
import type { DatabaseKind } from './support/test-database.js';

const NEW_PASSWORD = 'eleven-silver-foxes-7';

/** Whatever is written to the table of sessions is noted, and what is deleted too. */
const NOTE_WRITES: Readonly<Record<DatabaseKind, readonly string[]>> = {
  sqlite: ['INSERT', 'UPDATE', 'DELETE'].map(
    (kind) => `CREATE TRIGGER note_${kind} AFTER ${kind} ON session BEGIN INSERT INTO note VALUES ('${kind}'); END`,
  ),
  postgres: [
    `CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN INSERT INTO note VALUES (TG_OP); RETURN NULL; END $$`,
    'CREATE TRIGGER note AFTER INSERT OR UPDATE OR DELETE ON session FOR EACH ROW EXECUTE FUNCTION note()',
  ],
};

/** As a logout or a login elsewhere may do in the moment between two writes. */
const DELETE_AT_ONCE: Readonly<Record<DatabaseKind, readonly string[]>> = {
  sqlite: ['CREATE TRIGGER gone AFTER INSERT ON session BEGIN DELETE FROM session WHERE id = NEW.id; END'],
  postgres: [
    `CREATE FUNCTION gone() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN DELETE FROM session WHERE id = NEW.id; RETURN NULL; END $$`,
    'CREATE TRIGGER gone AFTER INSERT ON session FOR EACH ROW EXECUTE FUNCTION gone()',
  ],
};

onEachDatabase('The session of a login', (kind) => {
  let server: RunningServer;

  beforeAll(async () => {
    server = await startServer({ database: kind });
    await execute('CREATE TABLE note (write text)', ...NOTE_WRITES[kind]);
  });

  const execute = async (...statements: readonly string[]): Promise<void> => {
    for (const statement of statements) await server.database.execute(statement);
  };
  const writesOf = async (work: () => Promise<unknown>): Promise<string[]> => {
    await execute('DELETE FROM note');
    await work();
    return (await server.database.rows<{ write: string }>('SELECT write FROM note')).map(({ write }) => write);
  };

  it.each(['/account/login/', '/login-page/'])('is written once at %s', async (path) => {
    const [email, client] = [newEmail(), server.client()];
    await signUp(client, email);
    const open = () =>
      path === '/login-page/' ? client.form(path, { email, password: PASSWORD }) : logIn(client, email);
    expect(await writesOf(open)).toEqual(['INSERT']);
    expect((await client.get('/couponuser/')).status).toBe(200);
  });

  it('is written once when the password changes, and the former one is deleted', async () => {
    const client = await member(server);
    const form = { current_password: PASSWORD, new_password: NEW_PASSWORD, confirm_password: NEW_PASSWORD };
    expect(await writesOf(() => client.form('/password-page/', form))).toEqual(['DELETE', 'INSERT']);
    expect((await client.get('/couponuser/')).status).toBe(200);
  });

  it('is not written by requests that follow', async () => {
    const client = await member(server);
    const read = () => Promise.all(['/couponuser/', '/event/', '/event/?page=1'].map((path) => client.get(path)));
    expect(await writesOf(read)).toEqual([]);
  });

  it('that is deleted before the response is not written again', async () => {
    const [email, client] = [newEmail(), server.client()];
    await signUp(client, email);
    await execute(...DELETE_AT_ONCE[kind]);
    expect((await writesOf(() => logIn(client, email))).sort()).toEqual(['DELETE', 'INSERT']);
    expect((await client.get('/couponuser/')).status).toBe(403);
  });
});
