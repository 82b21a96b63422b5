import type { Client } from './support/client.js';
import { logIn, member, newEmail, PASSWORD, signUp } from './support/members.js';
import { startServer, type RunningServer } from './support/server.js';
import { countOf } from './support/test-database.js';

const PAGES = ['/event/', '/login-page/', '/signup-page/', '/password-page/', '/no-such-page/'];
const NEW_PASSWORD = 'seven-yellow-kettles-17';

describe('the account pages', () => {
  let server: RunningServer;

  const isLoggedIn = async (client: Client): Promise<boolean> => (await client.get('/couponuser/')).status === 200;

  beforeAll(async () => {
    server = await startServer({ database: 'sqlite' });
  });

  it.each([
    ['/', '/event/'],
    ['/account/login-page/', '/login-page/'],
    ['/account/signup-page?next=%2Fadmin%2F', '/signup-page/?next=%2Fadmin%2F'],
    ['/password-page/', '/login-page/?next=%2Fpassword-page%2F'],
  ])('lead a visitor from %s to %s', async (path, target) => {
    const answer = await server.client().get(path);
    expect([302, 303]).toContain(answer.status);
    expect(answer.header('location')).toBe(target);
  });

  it.each(PAGES)('keep %s out of caches, in Korean, with nothing written inline', async (path) => {
    const answer = await (await member(server)).get(path, { accept: 'text/html' });
    expect(answer.header('cache-control')).toContain('no-store');
    expect(answer.text).toContain('<html lang="ko">');
    expect(answer.text).not.toMatch(
      /<style|<script(?![^>]*\ssrc="\/static\/)|\s(style|on[a-z]+)=|javascript:|https?:\/\//,
    );
  });

  describe('sign-up', () => {
    const fields = (over: Record<string, string> = {}): Record<string, string> => {
      return { email: newEmail(), password: PASSWORD, confirm_password: PASSWORD, ...over };
    };

    it('leads to login with a welcome, and on to the page the visitor came from', async () => {
      const client = server.client();
      const answer = await client.form('/signup-page/', fields({ next: '/event/#work-3' }));
      expect([answer.status, answer.header('location')]).toEqual([
        303,
        '/login-page/?joined=1&next=%2Fevent%2F%23work-3',
      ]);
      const page = await client.get(answer.header('location')!);
      expect(page.text).toContain('가입을 마쳤어요. 이제 로그인해 주세요.');
      expect(page.text).toContain('name="next" value="/event/#work-3"');
    });

    it('says beside the fields what is wrong, keeps the e-mail and echoes no password', async () => {
      const email = newEmail();
      await signUp(server.client(), email);
      const taken = await server.client().form('/signup-page/', fields({ email }));
      expect(taken.status).toBe(400);
      expect(errors(taken.text, 'email')).toEqual(['user의 email은/는 이미 존재합니다.']);
      expect(taken.text).toContain(`value="${email}"`);
      expect(taken.text).not.toContain(PASSWORD);
      const differ = await server.client().form('/signup-page/', fields({ confirm_password: 'something-else-9' }));
      expect(errors(differ.text, 'confirm_password')).toEqual(['비밀번호가 일치하지 않습니다.']);
      const weak = await server.client().form('/signup-page/', fields({ password: '1234', confirm_password: '1234' }));
      expect(errors(weak.text, 'password').length).toBeGreaterThan(1);
    });

    it('names every missing field at once', async () => {
      const { status, text } = await server.client().form('/signup-page/', { email: ' ' });
      expect(status).toBe(400);
      for (const name of ['email', 'password', 'confirm_password']) expect(errors(text, name)).toHaveLength(1);
    });

    it('writes what was typed as text', async () => {
      const { text } = await server.client().form('/signup-page/', fields({ email: '"><script>alert(1)</script>' }));
      expect(text).toContain('value="&quot;&gt;&lt;script&gt;');
    });
  });

  describe('login', () => {
    let email: string;

    beforeAll(async () => {
      email = newEmail();
      await signUp(server.client(), email);
    });

    it.each([
      [{}, '/event/'],
      [{ next: '/admin/?page=2' }, '/admin/?page=2'],
      [{ next: 'https://elsewhere.example/' }, '/event/'],
      [{ next: '//elsewhere.example' }, '/event/'],
      [{ next: 'javascript:alert(1)' }, '/event/'],
    ])('with %j leads to %s', async (next: Record<string, string>, target) => {
      const client = server.client();
      const answer = await client.form('/login-page/', { email, password: PASSWORD, ...next });
      expect([answer.status, answer.header('location')]).toEqual([303, target]);
      expect(await isLoggedIn(client)).toBe(true);
    });

    it('refuses a wrong password in the same words as an unknown e-mail', async () => {
      const wrong = await server.client().form('/login-page/', { email, password: 'wrong' });
      const unknown = await server.client().form('/login-page/', { email: newEmail(), password: 'wrong' });
      expect([wrong.status, unknown.status]).toEqual([400, 400]);
      for (const { text } of [wrong, unknown]) expect(text).toContain('이메일 혹은 비밀번호가 올바르지 않습니다');
      expect(wrong.text).toContain(`value="${email}"`);
      expect(wrong.text).not.toContain('value="wrong"');
      expect(wrong.text).toContain('<title>오류: 로그인 · 투닷</title>');
    });

    it('offers a logged-in member to continue', async () => {
      const page = await (await member(server)).get('/login-page/?next=%2Fadmin%2F');
      expect(page.text).toContain('이미 로그인되어 있어요. <a href="/admin/">');
    });
  });

  describe('logout', () => {
    it('ends the session and leads to the event', async () => {
      const client = await member(server);
      const replay = client.cookies.get('sessionid')!;
      const answer = await client.form('/logout-page/', {});
      expect([answer.status, answer.header('location')]).toEqual([303, '/event/']);
      client.cookies.set('sessionid', replay);
      expect(await isLoggedIn(client)).toBe(false);
    });

    it('does not happen by a link', async () => {
      const client = await member(server);
      expect((await client.get('/logout-page/')).status).toBe(405);
      expect(await isLoggedIn(client)).toBe(true);
    });
  });

  describe('the password page', () => {
    const change = (current: string, fresh: string, again = fresh): Record<string, string> => {
      return { current_password: current, new_password: fresh, confirm_password: again };
    };

    it('changes the password, keeps this browser logged in and ends the others', async () => {
      const email = newEmail();
      const [here, elsewhere] = [await member(server, email), server.client()];
      await logIn(elsewhere, email);
      const answer = await here.form('/password-page/', change(PASSWORD, NEW_PASSWORD));
      expect([answer.status, answer.header('location')]).toEqual([303, '/password-page/?changed=1']);
      expect((await here.get('/password-page/?changed=1')).text).toContain('비밀번호를 바꿨어요.');
      expect(await isLoggedIn(elsewhere)).toBe(false);
      expect((await logIn(server.client(), email)).status).toBe(400);
      expect((await logIn(server.client(), email, NEW_PASSWORD)).status).toBe(200);
    });

    it.each([
      ['current_password', change('wrong', NEW_PASSWORD), '현재 비밀번호가 올바르지 않습니다.'],
      ['confirm_password', change(PASSWORD, NEW_PASSWORD, 'another-one-77'), '비밀번호가 일치하지 않습니다.'],
      ['new_password', change(PASSWORD, '83927461'), '숫자'],
      ['new_password', change(PASSWORD, ''), 'blank'],
    ])('says beside %s what is wrong with it', async (name, fields, words) => {
      const { status, text } = await (await member(server)).form('/password-page/', fields);
      expect(status).toBe(400);
      expect(errors(text, name).join()).toContain(words);
      expect(text).not.toContain(NEW_PASSWORD);
    });
  });

  describe('forms posted from another site', () => {
    it.each<Record<string, string>>([{ origin: 'https://elsewhere.example' }, { 'sec-fetch-site': 'cross-site' }, {}])(
      'do nothing with %j',
      async (headers) => {
        const client = await member(server);
        const users = await countOf(server.database, 'user');
        const fields = { email: newEmail(), password: PASSWORD, confirm_password: PASSWORD };
        for (const path of ['/signup-page/', '/login-page/', '/logout-page/', '/password-page/']) {
          expect((await client.request('POST', path, { form: fields }, headers)).status).toBe(403);
        }
        expect(await countOf(server.database, 'user')).toBe(users);
        expect(await isLoggedIn(client)).toBe(true);
      },
    );
  });

  it('answer an unknown address with a page for browsers and JSON for programs', async () => {
    const page = await server.client().get('/no-such-page/', { accept: 'text/html' });
    expect(page.status).toBe(404);
    expect(page.text).toContain('페이지를 찾을 수 없습니다');
    expect((await server.client().get('/no-such-page/')).json()).toMatchObject({ code: 'NOT_FOUND' });
  });
});

/** The messages that the field points to as its description. */
function errors(html: string, name: string): string[] {
  const described = new RegExp(
    `<input\\s+id="${name}"[^>]*aria-describedby="[^"]*\\b${name}-error"[^>]*aria-invalid="true"`,
  );
  const list = new RegExp(`id="${name}-error">(.*?)</ul>`, 's').exec(html)?.[1] ?? '';
  return described.test(html) ? [...list.matchAll(/<li>(.*?)<\/li>/g)].map(([, text]) => text!) : [];
}
