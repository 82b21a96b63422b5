import { breakSession, holdTable, waitingForLock } from './faults/held-lock.js';
import { onPostgres } from './support/on-each-database.js';
import { ServerProcess } from './support/server-process.js';
import { startServer, type RunningServer } from './support/server.js';
import { TcpProxy } from './support/tcp-proxy.js';

function suite(): void {
  let server: RunningServer;

  beforeAll(async () => {
    server = await startServer({ database: 'postgres' });
  });

  it('of a start that waits for a table while it keeps others from migrating: the start goes on', async () => {
    const release = await holdTable(server.database, 'migrations');
    const starting = startServer({ database: server.database });
    await waitingForLock(server.database, 1);
    await breakSession(server.database, `"query" LIKE 'SELECT pg_try_advisory_lock%'`);
    await release();
    expect((await (await starting).client().get('/healthz')).status).toBe(200);
  });

  it('of `npm run verify`: it reports that it could not check, and no fault', async () => {
    const address = new URL(server.database.url);
    const line = await TcpProxy.to(address.hostname, Number(address.port));
    address.port = String(line.port);
    void line.cutAt('FROM stock_movement', 'before they arrive');
    const verify = new ServerProcess({
      env: { DATABASE_URL: address.href },
      script: 'coupon/verification/verify.cli.js',
    });
    expect(await verify.exited).toBe(2);
    expect(verify.output).toContain('확인하지 못했습니다.');
  });
}

onPostgres('When PostgreSQL breaks the connection', suite);
