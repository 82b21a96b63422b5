import { pbkdf2Sync } from 'node:crypto';
import { memberRow } from './builders/member-row.js';
import type { Client } from './support/client.js';
import { logIn, member, newEmail, PASSWORD, signUp } from './support/members.js';
import { onEachDatabase } from './support/on-each-database.js';
import { expectRefusal, expectRefusalWith } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';
import { countOf, insertRow } from './support/test-database.js';

const REQUIRED = ['이 필드는 필수 항목입니다.'];
const BLANK = ['이 필드는 blank일 수 없습니다.'];

onEachDatabase('An account', (kind) => {
  let server: RunningServer;
  let client: Client;

  beforeAll(async () => {
    server = await startServer({ database: kind });
  });
  beforeEach(() => {
    client = server.client();
  });

  describe('at sign-up', () => {
    const signUpWith = (fields: object) => client.post('/account/signup/', fields);

    it('keeps the e-mail with its domain in small letters, and an argon2id hash instead of the password', async () => {
      const answer = await signUp(client, 'Hong.Gildong@EXAMPLE.com');
      expect([answer.status, answer.json()]).toEqual([201, { email: 'Hong.Gildong@example.com' }]);
      const sql = 'SELECT "password", "is_admin" FROM "user" WHERE "email" = $1';
      const [row] = await server.database.rows(sql, ['Hong.Gildong@example.com']);
      expect(row?.['password']).toMatch(/^\$argon2id\$/);
      expect(Boolean(row?.['is_admin'])).toBe(false);
    });

    it('answers the same on the path without a slash', async () => {
      const email = newEmail();
      const form = { email, password: PASSWORD, confirm_password: PASSWORD };
      const answer = await client.post('/account/signup', form);
      expect([answer.status, answer.json()]).toEqual([201, { email }]);
    });

    it('names every field that is missing, at once', async () => {
      const refusal = { email: REQUIRED, password: REQUIRED, confirm_password: REQUIRED };
      expectRefusalWith(await signUpWith({}), 400, 'INVALID', refusal);
    });

    it('names every field that is blank or null, at once', async () => {
      const refusal = { email: BLANK, password: ['이 필드는 null일 수 없습니다.'], confirm_password: BLANK };
      const form = { email: '  ', password: null, confirm_password: '' };
      expectRefusalWith(await signUpWith(form), 400, 'INVALID', refusal);
    });

    it.each(['plain', 'a@b', '@example.com', 'a b@example.com', 'a@exa mple.com', 'a@example.com\n,b@example.com'])(
      'refuses %j as an e-mail',
      async (email) => {
        const refusal = { email: ['유효한 이메일 주소를 입력하십시오.'] };
        expectRefusalWith(await signUp(client, email), 400, 'INVALID', refusal);
      },
    );

    it.each([[{ a: 1 }], [['a@example.com']], [true]])('refuses %j as an e-mail, for it is no text', async (email) => {
      const refusal = { email: ['유효한 문자열이 아닙니다.'] };
      const answer = await signUpWith({ email, password: PASSWORD, confirm_password: PASSWORD });
      expectRefusalWith(answer, 400, 'INVALID', refusal);
    });

    it('refuses an e-mail of 256 characters and a password of 129', async () => {
      const password = 'long-enough-'.repeat(11);
      const email = `${'a'.repeat(60)}@${`${'b'.repeat(60)}.`.repeat(4)}example.com`;
      const body = expectRefusal(await signUpWith({ email, password, confirm_password: password }), 400, 'INVALID');
      expect(Object.keys(body).sort()).toEqual(['code', 'confirm_password', 'email', 'password']);
    });

    it('lists every password rule that is violated', async () => {
      const password = ['비밀번호가 너무 일상적인 단어입니다.', '비밀번호가 전부 숫자로 되어 있습니다.'];
      expectRefusalWith(await signUp(client, 'weak@example.com', '12345678'), 400, 'WEAK_PASSWORD', { password });
    });

    it('reports a taken e-mail together with the other fields', async () => {
      const email = newEmail();
      await signUp(client, email);
      const body = expectRefusal(await signUpWith({ email, confirm_password: PASSWORD }), 400);
      expect(body).toMatchObject({ email: ['user의 email은/는 이미 존재합니다.'], password: REQUIRED });
    });

    it('treats two spellings of one mailbox as one account', async () => {
      expect((await signUp(client, 'Chun.Hyang@Example.com')).status).toBe(201);
      expectRefusal(await signUp(client, 'chun.hyang@EXAMPLE.COM'), 400, 'EMAIL_TAKEN');
      expect((await logIn(client, 'chun.hyang@example.com')).status).toBe(200);
    });

    it('creates one account when eight sign-ups arrive at once', async () => {
      const email = newEmail();
      const answers = await Promise.all(Array.from({ length: 8 }, () => signUp(server.client(), email)));
      const codes = answers.map((answer) => answer.json()['code'] ?? answer.status);
      expect(codes.sort()).toEqual([201, ...Array<string>(7).fill('EMAIL_TAKEN')]);
      expect(await countOf(server.database, 'user', `"email" = '${email}'`)).toBe(1);
    });

    it('does not make a member an admin on request', async () => {
      const email = newEmail();
      const extra = { is_admin: true, isAdmin: true, id: 1, email_key: 'x' };
      expect((await signUpWith({ email, password: PASSWORD, confirm_password: PASSWORD, ...extra })).status).toBe(201);
      expect(await countOf(server.database, 'user', `"email" = '${email}' AND "is_admin"`)).toBe(0);
    });
  });

  describe('at login', () => {
    it('names the fields that are missing', async () => {
      const refusal = { email: REQUIRED, password: REQUIRED };
      expectRefusalWith(await client.post('/account/login/', {}), 400, 'INVALID', refusal);
    });

    it("lets the original service's members in by Django's hash, and replaces the hash", async () => {
      const email = newEmail();
      const salt = 'q1w2e3r4t5y6';
      const digest = pbkdf2Sync(PASSWORD, salt, 1_000, 32, 'sha256').toString('base64');
      const row = (await memberRow(PASSWORD))(email);
      await insertRow(server.database, 'user', { ...row, password: `pbkdf2_sha256$1000$${salt}$${digest}` });
      expectRefusal(await logIn(client, email, `${PASSWORD}x`), 400, 'INVALID_CREDENTIALS');
      expect((await logIn(client, email)).status).toBe(200);
      const sql = 'SELECT "password" FROM "user" WHERE "email" = $1';
      expect((await server.database.rows(sql, [email]))[0]?.['password']).toMatch(/^\$argon2id\$/);
      expect((await logIn(client, email)).status).toBe(200);
    });

    it('ends after 3,600 seconds, by the cookie and on the server', async () => {
      const holder = await member(server);
      const issued = await holder.get('/couponuser/');
      expect([issued.status, issued.header('set-cookie')]).toEqual([200, undefined]);
      await server.database.execute('UPDATE "session" SET "expires_at" = $1', [new Date(Date.now() - 1_000)]);
      expectRefusal(await holder.get('/couponuser/'), 403, 'NOT_AUTHENTICATED');
    });
  });

  it('refuses a second logout', async () => {
    const holder = await member(server);
    expect((await holder.post('/account/logout')).status).toBe(200);
    expectRefusal(await holder.post('/account/logout'), 403, 'NOT_AUTHENTICATED');
  });
});

it('may have any password when PASSWORD_VALIDATORS is empty', async () => {
  const server = await startServer({ database: 'sqlite', env: { PASSWORD_VALIDATORS: '' } });
  expect((await signUp(server.client(), newEmail(), '1')).status).toBe(201);
});
