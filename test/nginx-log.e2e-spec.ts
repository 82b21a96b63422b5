import type { Answer } from './support/answer.js';
import { eventually } from './support/eventually.js';
import { logIn } from './support/members.js';
import { describeWithNginx, startNginx, type RunningNginx } from './support/nginx.js';
import { RawConnection } from './support/raw-connection.js';
import { expectRefusal } from './support/refusal.js';
import { ADMIN, startServer, type RunningServer } from './support/server.js';

type Line = Readonly<Record<string, unknown>>;

const linesOf = (text: string): Line[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line);

/** nginx writes the line after the answer. */
const lineOf = (nginx: RunningNginx, answer: Answer): Promise<Line | undefined> =>
  eventually(
    () => Promise.resolve(linesOf(nginx.log()).find((line) => line['request_id'] === answer.header('x-request-id'))),
    (line) => line !== undefined,
  );

describeWithNginx('The access log of nginx', () => {
  const env = { TRUSTED_PROXIES: '1', NODE_ENV: 'production', SECRET_KEY: 'x'.repeat(40), ALLOWED_HOSTS: '127.0.0.1' };
  let server: RunningServer;
  let nginx: RunningNginx;
  let upstream: string;

  beforeAll(async () => {
    server = await startServer({ database: 'sqlite', env });
    upstream = server.baseUrl.replace('http://', '');
    nginx = await startNginx([upstream]);
  });

  it('has the id that is in the header, the body and the log of the service, and not the one of a client', async () => {
    await server.database.execute('ALTER TABLE "coupon" RENAME TO "coupon_gone"');
    const answer = await nginx.client().get('/coupon/7/', { 'x-request-id': 'chosen-by-the-client' });
    await server.database.execute('ALTER TABLE "coupon_gone" RENAME TO "coupon"');
    expectRefusal(answer, 500, 'INTERNAL');
    const { request_id: id } = answer.json();
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(await lineOf(nginx, answer)).toMatchObject({ path: '/coupon/7/', status: 500 });
    const said = await eventually(
      () => Promise.resolve(linesOf(server.output).find((line) => line['request_id'] === id)),
      (line) => line !== undefined,
    );
    expect(said).toMatchObject({ message: 'GET /coupon/7/', level: 'error' });
    expect(nginx.log() + server.output).not.toContain('chosen-by-the-client');
  });

  it('says who asked for what and how it was answered, without query, cookie and body', async () => {
    const client = nginx.client('127.0.0.7');
    await logIn(client, ADMIN.email, ADMIN.password);
    const answer = await client.get('/event/?q=private-search', { accept: 'text/html' });
    expect(answer.status).toBe(200);
    expect(await lineOf(nginx, answer)).toEqual({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/) as string,
      request_id: answer.header('x-request-id'),
      client: '127.0.0.7',
      method: 'GET',
      path: '/event/',
      status: 200,
      bytes: expect.any(Number) as number,
      seconds: expect.any(Number) as number,
      upstream,
      upstream_status: '200',
      upstream_seconds: expect.stringMatching(/^\d+\.\d+$/) as string,
    });
    for (const secret of ['private-search', 'sessionid', ADMIN.password]) expect(nginx.log()).not.toContain(secret);
  });

  it('is JSON and without the query, whatever is in the request', async () => {
    const targets = ['/a"b?private', '/\xff\xfe?private', '/%22%0A#private', '/a\\b?private', '/nothing/?private?a#b'];
    for (const target of targets) {
      const connection = await RawConnection.open(nginx);
      const answer = await connection.get(target);
      expect([target, await lineOf(nginx, answer)]).toEqual([target, expect.objectContaining({ method: 'GET' })]);
      await connection.close();
    }
    for (const bytes of ['hello\r\n\r\n', 'GET /a b HTTP/9\r\n\r\n', '\x16\x03\x01\r\n\r\n']) {
      const connection = await RawConnection.open(nginx);
      await connection.send(bytes);
      const answer = await connection.answer();
      expectRefusal(answer, 400, 'BAD_REQUEST');
      expect(await lineOf(nginx, answer)).toMatchObject({ path: '', status: 400 });
    }
    expect(nginx.log()).not.toContain('private');
  });

  it('has the id of what nginx answers itself', async () => {
    const away = await startNginx(['127.0.0.1:1']);
    const secure = await startNginx([upstream], 'https');
    const [down, file, redirect] = [
      await away.client().post('/couponuser/', {}),
      await nginx.client().get('/static/toodat.css'),
      await secure.client().get('/event/?private'),
    ];
    expectRefusal(down, 503, 'UNAVAILABLE');
    expect(await lineOf(away, down)).toMatchObject({ method: 'POST', path: '/couponuser/', status: 503 });
    expect(await lineOf(nginx, file)).toMatchObject({ path: '/static/toodat.css', status: 200, upstream: '' });
    expect(await lineOf(secure, redirect)).toMatchObject({ path: '/event/', status: 308 });
  });
});
