import type { Pool } from 'pg';
import { Application } from './support/application.js';
import { eventually } from './support/eventually.js';
import { onPostgres } from './support/on-each-database.js';

type Clients = typeof import('../src/platform/database/postgres/primary-client.js');
type Pools = typeof import('../src/platform/database/postgres/postgres-pool.js');
type Options = typeof import('../src/platform/database/data-source-options.js');

const NAME = 'toodat lifetime';

function suite(): void {
  let application: Application;

  beforeAll(async () => {
    application = await Application.start('postgres');
  });

  /** @returns the process ids of PostgreSQL's backends for the pool of the test */
  async function backends(): Promise<number[]> {
    const sql = 'SELECT pid FROM pg_stat_activity WHERE application_name = $1 AND datname = current_database()';
    return (await application.database.rows<{ pid: number }>(sql, [NAME])).map(({ pid }) => pid);
  }

  it('is closed after its lifetime although it is idle, and a new one takes its place', async () => {
    const use = (): Promise<number> =>
      application.run(
        async ({ get, load }, { name, url }) => {
          const kept = globalThis as { pool?: InstanceType<Pools['PostgresPool']> };
          const { PostgresPool } = await load<Pools>('platform/database/postgres/postgres-pool.js');
          const { toPrimary } = await load<Clients>('platform/database/postgres/primary-client.js');
          const config = { ...toPrimary(1), connectionString: url, application_name: name, max: 1 };
          kept.pool ??= new PostgresPool('lifetime', config, get('PooledConnections'));
          const [client, release] = await kept.pool.connect();
          const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
          release();
          return rows[0]!.pid;
        },
        { name: NAME, url: application.database.url },
      );
    const first = await use();
    expect(await eventually(backends, (pids) => !pids.includes(first))).not.toContain(first);
    expect(await use()).not.toBe(first);
  });

  it('is used for a minute at most, in every pool', async () => {
    const lifetimes = await application.run(async ({ get, load }, url) => {
      const { dataSourceOptions, ownPoolOptions } = await load<Options>('platform/database/data-source-options.js');
      const shared = dataSourceOptions({ kind: 'postgres', url });
      const { extra } = shared as { extra: { maxLifetimeSeconds: number } };
      const own = ownPoolOptions({ options: shared } as Parameters<Options['ownPoolOptions']>[0], 'own', 1);
      const { pool } = get<{ pool: Pool }>('BackgroundReads');
      return [extra, own, pool.options].map(({ maxLifetimeSeconds }) => maxLifetimeSeconds);
    }, application.database.url);
    expect(lifetimes).toEqual([60, 60, 60]);
  });
}

onPostgres('A connection to PostgreSQL', suite);
