import { join } from 'node:path';
import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import { NAME, ownCluster } from './faults/own-cluster.js';
import { describeWithStandbys } from './faults/standbys.js';
import { crowd, SECRET_KEY, type Shopper } from './support/crowd.js';
import { eventually } from './support/eventually.js';
import type { PostgresCluster } from './support/postgres-cluster.js';
import { PostgresDatabase } from './support/postgres-database.js';
import { releaseAfterFile } from './support/release.js';
import { startServer, type RunningServer } from './support/server.js';
import type { TestDatabase } from './support/test-database.js';
import { verification } from './support/verification.js';

// The commands are those of docs/operations.md.
describeWithStandbys('A PostgreSQL database that is restored', () => {
  let cluster: PostgresCluster;
  let database: TestDatabase;
  let server: RunningServer;
  let shoppers: Shopper[];
  let press: { coupon: number; work: number };

  beforeAll(async () => {
    [cluster, database] = await ownCluster();
    server = await startServer({ database, env: { SECRET_KEY } });
    press = { coupon: await aCoupon(database, { count: 100 }), work: await aWork(database) };
    shoppers = await crowd(server, 30);
  });

  /** @returns the codes that the next members get */
  const issue = async (count: number): Promise<string[]> => {
    const answers = await Promise.all(
      shoppers.splice(0, count).map(({ client }) => client.post('/couponuser/', press)),
    );
    return answers.map((answer) => String(answer.json()['code']));
  };
  const codesIn = async (restored: TestDatabase): Promise<unknown[]> =>
    (await restored.rows('SELECT code FROM coupon_user ORDER BY id')).map(({ code }) => code);
  const at = (other: PostgresCluster, name: string): PostgresDatabase =>
    new PostgresDatabase(other.url.replace(/\/postgres$/, `/${name}`));

  it('from pg_dump has what was issued before the dump, and verify finds nothing', async () => {
    const before = await issue(10);
    const file = join(cluster.folderOfServer(join(cluster.folder, 'dump')), 'toodat.dump');
    cluster.run('pg_dump', ['--format=custom', `--file=${file}`, database.url]);
    await issue(5);
    cluster.run('createdb', [`--maintenance-db=${cluster.url}`, 'toodat_restored']);
    const restored = at(cluster, 'toodat_restored');
    cluster.run('pg_restore', ['--no-owner', '--exit-on-error', `--dbname=${restored.url}`, file]);
    expect((await codesIn(restored)).sort()).toEqual(before.sort());
    expect(await verification(restored)).toEqual({ code: 0, found: [] });
  });

  it('as of a moment has what was issued until then, and verify finds nothing', async () => {
    const log = cluster.folderOfServer(join(cluster.folder, 'wal'));
    await database.execute('ALTER SYSTEM SET archive_mode = on');
    await database.execute(`ALTER SYSTEM SET archive_command = 'test ! -f ${log}/%f && cp %p ${log}/%f'`);
    await cluster.crash();
    await cluster.launch();
    const ready = async (): Promise<number> => (await server.client().get('/readyz')).status;
    expect(await eventually(ready, (status) => status === 200)).toBe(200);

    const copy = await cluster.baseBackup();
    releaseAfterFile(() => copy.stop());
    await issue(5);
    const until = await codesIn(database);
    const [moment] = await database.rows<{ at: string }>('SELECT clock_timestamp()::text AS at');
    await issue(5);
    const [last] = await database.rows<{ name: string }>('SELECT pg_walfile_name(pg_switch_wal()) AS name');
    const archived = async (): Promise<boolean> => {
      const [row] = await database.rows<{ done: boolean }>(
        'SELECT COALESCE(last_archived_wal, $1) >= $2 AS done FROM pg_stat_archiver',
        ['', last!.name],
      );
      return row!.done;
    };
    expect(await eventually(archived, Boolean)).toBe(true);

    await copy.recover({
      restore_command: `cp ${log}/%f %p`,
      recovery_target_time: moment!.at,
      recovery_target_action: 'promote',
      archive_mode: 'off',
    });
    const restored = at(copy, NAME);
    const isPrimary = async (): Promise<boolean> =>
      !(await restored.rows<{ waits: boolean }>('SELECT pg_is_in_recovery() AS waits'))[0]!.waits;
    expect(await eventually(isPrimary, Boolean)).toBe(true);
    expect(await codesIn(restored)).toEqual(until);
    expect(until.length).toBeGreaterThan(0);
    expect(await verification(restored)).toEqual({ code: 0, found: [] });
  });
});
