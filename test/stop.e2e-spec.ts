import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { aCoupon } from './builders/coupons.js';
import { holdsForWorks } from './builders/held-coupons.js';
import { aWork, manyWorks } from './builders/works.js';
import { holdLock } from './faults/held-lock.js';
import { crowd, SECRET_KEY, type Shopper } from './support/crowd.js';
import { executable } from './support/executable.js';
import { silentPostgres } from './support/silent-postgres.js';
import { describeImpossible, onEachDatabase } from './support/on-each-database.js';
import { RawConnection } from './support/raw-connection.js';
import { expectRefusal } from './support/refusal.js';
import { releaseAfterFile } from './support/release.js';
import { distFolder, ServerProcess } from './support/server-process.js';
import { startServer, type RunningServer } from './support/server.js';
import { temporaryFolder } from './support/temporary-folder.js';

/** Within this the process must have ended, whatever clients do. The drain limit, after which it gives up, is 12 s. */
const MAX_STOP_MS = 6_000;

const CLOSING = '다시 시작하는 중입니다';

onEachDatabase('A stop', (kind) => {
  let server: RunningServer;
  let shoppers: Shopper[];
  let press: { coupon: number; work: number };

  beforeEach(async () => {
    server = await startServer({ database: kind, env: { SECRET_KEY } });
    shoppers = await crowd(server, 3);
    press = { coupon: await aCoupon(server.database, { count: 10 }), work: await aWork(server.database) };
  });

  const pressOf = ({ client }: Shopper, host: string): string =>
    request('POST', '/couponuser/', host, { cookie: client.cookies.header().cookie! }, JSON.stringify(press));

  it('closes connections that sent nothing, half a head or half a body, and ends with 0', async () => {
    const connections = await Promise.all([1, 2, 3, 4].map(() => RawConnection.open(server)));
    const [silent, halfHead, halfBody, keptAlive] = connections as [RawConnection, RawConnection, ...RawConnection[]];
    await halfHead.send('GET /work/ HTTP/1.1\r\nHo');
    await halfBody!.send(pressOf(shoppers[0]!, halfBody!.host).slice(0, -5));
    expect((await keptAlive!.get('/healthz')).status).toBe(200);
    expect(await stopped(server)).toBe(0);
    await Promise.all([silent, halfHead, halfBody!, keptAlive!].map(({ closed }) => closed));
  });

  it('does not wait for clients that never read their response', async () => {
    await deafClient();
    expect(await stopped(server)).toBe(0);
  });

  it('does not wait for a client that reads nothing of a list that is sent while it is read', async () => {
    const [{ client, id }] = shoppers as [Shopper];
    await manyWorks(server.database, 60_000);
    await holdsForWorks(server.database, { coupon: press.coupon, holder: id });
    await deafClient('/couponuser/', client);
    expect(await stopped(server)).toBe(0);
  });

  it('cuts no response that its client begins to read only now', async () => {
    const deaf = await deafClient();
    const [idle, silent] = [await RawConnection.open(server), await RawConnection.open(server)];
    expect((await idle.get('/healthz')).status).toBe(200);
    const end = server.kill('SIGTERM');
    await Promise.all([idle.closed, silent.closed]);
    deaf.readAgain();
    expect((await deaf.answer()).status).toBe(200);
    expect(await end).toBe(0);
  });

  /** Has asked for more than the system keeps for a connection, so that the rest waits in the process. */
  async function deafClient(path = '/work/', client = server.client()): Promise<RawConnection> {
    if (path === '/work/') await manyWorks(server.database, 60_000);
    expect((await client.get(path)).text.length).toBeGreaterThan(9_000_000);
    const deaf = (await RawConnection.open(server)).stopReading();
    await deaf.send(request('GET', path, deaf.host, client.cookies.header()));
    for (let turn = 0; turn < 10; turn++) await client.get('/healthz');
    return deaf;
  }

  it('answers what it accepted, and refuses what comes after, in the form of the contract', async () => {
    const [idle, ...busy] = (await Promise.all([1, 2, 3, 4].map(() => RawConnection.open(server)))) as [
      RawConnection,
      ...RawConnection[],
    ];
    // Accepted before, so that the server sees what is sent on them in one turn.
    for (const connection of busy) await connection.get('/healthz');
    const release = await holdLock(server.database, press.coupon);
    for (const [index, shopper] of shoppers.entries()) {
      await busy[index]!.send(pressOf(shopper, busy[index]!.host));
    }
    // All of them are inside when this is answered.
    expect((await idle.get('/healthz')).status).toBe(200);
    const end = server.kill('SIGTERM');
    await idle.closed;
    const [asScript, asBrowser, asPress] = busy as [RawConnection, RawConnection, RawConnection];
    await asScript.send(request('GET', '/work/', asScript.host, { accept: 'application/json' }));
    await asBrowser.send(request('GET', '/event/', asBrowser.host, { accept: 'text/html,*/*;q=0.8' }));
    await asPress.send(pressOf(shoppers[2]!, asPress.host));
    await release();
    for (const connection of busy) {
      const { status, text } = await connection.answer();
      // 503 where the lock was held for too long.
      expect([201, 503]).toContain(status);
      expect(text).not.toContain(CLOSING);
    }
    for (const connection of [asScript, asPress]) {
      const answer = await connection.answer();
      expect(expectRefusal(answer, 503, 'UNAVAILABLE')['detail']).toContain(CLOSING);
      expectClosingHeaders(answer.headers);
    }
    const page = await asBrowser.answer();
    expect([page.status, page.header('content-type')]).toEqual([503, 'text/html; charset=utf-8']);
    expect(page.text).toContain(CLOSING);
    expectClosingHeaders(page.headers);
    expect(await end).toBe(0);
  });
});

function expectClosingHeaders(headers: object): void {
  expect(headers).toMatchObject({
    'retry-after': '1',
    connection: 'close',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'content-security-policy': expect.stringContaining("frame-ancestors 'none'") as string,
  });
}

describe('SIGTERM during the start', () => {
  it('ends the process with 0 while it still loads', async () => {
    const cwd = temporaryFolder();
    const settings = join(cwd, '.env');
    execFileSync('mkfifo', [settings]);
    const process = new ServerProcess({ cwd, env: {} });
    // A pipe opens for writing when somebody opens it for reading: then the server reads its settings, and waits.
    const pipe = await open(settings, 'w');
    process.kill('SIGTERM');
    await pipe.close();
    expect(await process.exited).toBe(0);
  });

  it('ends the process with 0 while it still waits for its database', async () => {
    const database = await silentPostgres();
    const process = new ServerProcess({ env: { DATABASE_URL: database.url, PORT: '0' } });
    await database.asked;
    process.kill('SIGTERM');
    expect(await process.exited).toBe(0);
  });
});

const unshare = executable('unshare');
const describeAsProcessOne = canBeProcessOne() ? describe : undefined;
const asProcessOne = 'As process 1 of a container';
if (!describeAsProcessOne) describeImpossible(asProcessOne, 'it may make no process namespace', () => it.todo('ends'));

describeAsProcessOne?.(asProcessOne, () => {
  it('SIGTERM ends the start with 0, though the kernel has no default for it there', async () => {
    const database = await silentPostgres();
    const child = spawn(unshare!, ['--pid', '--fork', '--kill-child', process.execPath, join(distFolder, 'main.js')], {
      cwd: temporaryFolder(),
      env: { PATH: process.env['PATH'], DATABASE_URL: database.url, PORT: '0' },
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => child.once('close', resolve));
    releaseAfterFile(() => (child.kill('SIGKILL'), ended));
    await database.asked;
    process.kill(Number(readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8')), 'SIGTERM');
    expect(await ended).toBe(0);
  });
});

function canBeProcessOne(): boolean {
  try {
    execFileSync(unshare ?? '', ['--pid', '--fork', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Stops it as an operator would. @returns the exit code, or `late` when it does not end in time */
function stopped(server: RunningServer): Promise<number | null | 'late'> {
  let timer: NodeJS.Timeout;
  const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), MAX_STOP_MS)));
  return Promise.race([server.kill('SIGTERM'), late]).finally(() => clearTimeout(timer));
}

function request(method: string, path: string, host: string, headers: Record<string, string> = {}, body = ''): string {
  const lines = Object.entries({
    host,
    ...(body && { 'content-type': 'application/json', 'content-length': String(body.length) }),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}
