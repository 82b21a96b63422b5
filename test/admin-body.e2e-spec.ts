import { operator, type PanelClient, type PanelAnswer } from './support/panel-client.js';
import { RawConnection } from './support/raw-connection.js';
import { expectRefusal } from './support/refusal.js';
import { startServer, type RunningServer } from './support/server.js';

const NEW_WORK = '/admin/api/resources/works/actions/new';
const IMPORT = '/admin/api/resources/works/actions/import';

describe('A form for the panel whose length is not stated', () => {
  let server: RunningServer;
  let admin: PanelClient;
  let connection: RawConnection;

  beforeAll(async () => {
    server = await startServer({ database: 'sqlite' });
    admin = await operator(server);
  });
  beforeEach(async () => {
    connection = await RawConnection.open(server);
  });
  afterEach(() => connection.close());

  const begin = (path: string): Promise<void> => {
    const headers = {
      host: connection.host,
      origin: `http://${connection.host}`,
      cookie: admin.client.cookies.header().cookie,
      'content-type': 'multipart/form-data; boundary=b',
      'transfer-encoding': 'chunked',
    };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    return connection.send([`POST ${path} HTTP/1.1`, ...lines, '', ''].join('\r\n'));
  };
  const chunk = (bytes: string): Promise<void> =>
    connection.send(`${Buffer.byteLength(bytes, 'latin1').toString(16)}\r\n${bytes}\r\n`);
  const field = (name: string, value: string): string =>
    `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

  it('is read', async () => {
    await begin(NEW_WORK);
    await chunk(field('title', 'spring').slice(0, 40));
    await chunk(`${field('title', 'spring').slice(40)}--b--\r\n`);
    await chunk('');
    const answer = await connection.answer();
    expect([answer.status, answer.json<PanelAnswer>().record.title]).toEqual([200, 'spring']);
  });

  it.each([
    ['a form of many fields', NEW_WORK, 64 * 1024],
    ['an import of many fields', IMPORT, 24 * 1024 * 1024],
  ])('is refused as soon as it is too large: %s', async (_, path, bytes) => {
    await begin(path);
    // None of the fields is too large. The body never ends.
    for (let sent = 0; sent < bytes; sent += bytes / 16) await chunk(field(`field${sent}`, 'x'.repeat(bytes / 16)));
    const answer = await connection.answer();
    expectRefusal(answer, 413, 'BODY_TOO_LARGE');
    expect(answer.header('connection')).toBe('close');
  });

  it('is refused when it never ends after a file', async () => {
    await begin(NEW_WORK);
    await chunk('--b\r\nContent-Disposition: form-data; name="title"; filename="a.csv"\r\n\r\n');
    for (let sent = 0; sent <= 64; sent++) await chunk('x'.repeat(1024));
    expectRefusal(await connection.answer(), 413, 'BODY_TOO_LARGE');
  });
});
