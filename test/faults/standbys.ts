import { eventually } from '../support/eventually.js';
import { describeMissing } from '../support/on-each-database.js';
import { PostgresCluster } from '../support/postgres-cluster.js';
import { hasPostgres } from '../support/postgres.js';
import { PostgresDatabase } from '../support/postgres-database.js';
import { releaseAfterFile } from '../support/release.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import type { Row, TestDatabase } from '../support/test-database.js';
import { NAME, ownCluster } from './own-cluster.js';

export type Replicated = {
  readonly primary: PostgresCluster;
  readonly standbys: readonly PostgresCluster[];
  /** The host name of the primary. The service reaches `database` by it, and tests its server directly. */
  readonly name: TcpProxy;
  readonly database: TestDatabase;
};

/** A suite that needs a PostgreSQL with standbys. */
export function describeWithStandbys(name: string, suite: () => void): void {
  if (hasPostgres && PostgresCluster.canBeCopied) describe(name, suite);
  else describeMissing(name, hasPostgres ? 'pg_basebackup' : 'PostgreSQL', suite);
}

/**
 * A PostgreSQL server and standbys that follow it, which no other test uses.
 * @param synchronous whether COMMIT waits until one of the standbys has it on disk
 */
export async function replicatedPostgres(names: readonly string[], synchronous = true): Promise<Replicated> {
  const [primary] = await ownCluster();
  const standbys: PostgresCluster[] = [];
  for (const name of names) {
    const standby = await primary.standby(name);
    releaseAfterFile(() => standby.stop());
    standbys.push(standby);
  }
  if (synchronous) await waitForOneOf(primary, standbys);
  const name = await TcpProxy.to('127.0.0.1', primary.port);
  const named = (): PostgresDatabase => at([primary, ...standbys].find(({ port }) => port === name.leadsTo)!);
  const database: TestDatabase = {
    kind: 'postgres',
    url: `postgres://postgres@127.0.0.1:${name.port}/${NAME}`,
    rows: (sql, parameters) => named().rows(sql, parameters),
    execute: (sql, parameters) => named().execute(sql, parameters),
  };
  return { primary, standbys, name, database };
}

/** From now on, COMMIT waits until one of the standbys has it on disk. */
export async function waitForOneOf(primary: PostgresCluster, standbys: readonly PostgresCluster[]): Promise<void> {
  const names = standbys.map(({ name }) => name).join(', ');
  await execute(primary, `ALTER SYSTEM SET synchronous_standby_names = 'ANY 1 (${names})'`);
  await execute(primary, 'SELECT pg_reload_conf()');
  await until(primary, `SELECT count(*) = ${standbys.length} FROM pg_stat_replication WHERE sync_state = 'quorum'`);
}

/** Resolves when the standbys have on disk what the primary has. */
export const caughtUp = (primary: PostgresCluster): Promise<void> =>
  until(primary, 'SELECT bool_and(flush_lsn >= pg_current_wal_flush_lsn()) FROM pg_stat_replication');

/**
 * Promotes the standby that has the most, as docs/operations.md says. First no standby receives anything more, so that the
 * primary, if it lives, can acknowledge nothing more.
 */
export async function promoteMostAdvanced(standbys: readonly PostgresCluster[]): Promise<PostgresCluster> {
  const positions = new Map<PostgresCluster, number>();
  for (const standby of standbys) {
    await follow(standby, '');
    await until(standby, 'SELECT count(*) = 0 FROM pg_stat_wal_receiver');
  }
  for (const standby of standbys) {
    const [row] = await rowsOf<{ bytes: string }>(
      standby,
      `SELECT pg_wal_lsn_diff(GREATEST(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()), '0/0') AS bytes`,
    );
    positions.set(standby, Number(row!.bytes));
  }
  const [best] = [...standbys].sort((one, other) => positions.get(other)! - positions.get(one)!);
  await execute(best!, 'SELECT pg_promote()');
  return best!;
}

/** @param primary connection parameters; none if it is to follow nobody */
export async function follow(standby: PostgresCluster, primary: string): Promise<void> {
  await execute(standby, `ALTER SYSTEM SET primary_conninfo = '${primary}'`);
  await execute(standby, 'SELECT pg_reload_conf()');
}

const WAITING = `FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND application_name LIKE 'toodat%'`;

/** Resolves when a transaction that issues coupons waits for a standby. */
export const issueWaits = (primary: PostgresCluster): Promise<void> =>
  until(primary, `SELECT count(*) > 0 ${WAITING} AND application_name = 'toodat issuing'`);

/** As an operator does it who wants a hanging statement to end. */
export const cancelWaits = (primary: PostgresCluster): Promise<void> =>
  execute(primary, `SELECT pg_cancel_backend(pid) ${WAITING}`);

/** Resolves when the one value that the statement returns is true. */
export async function until(cluster: PostgresCluster, sql: string): Promise<void> {
  const isTrue = async (): Promise<boolean> => Object.values((await rowsOf(cluster, sql))[0]!)[0] === true;
  if (!(await eventually(isTrue, Boolean))) throw new Error(`It does not become true: ${sql}`);
}

export async function execute(cluster: PostgresCluster, sql: string): Promise<void> {
  await at(cluster).execute(sql);
}

/** Of this server, wherever the name leads to. */
export const rowsOf = <T = Row>(cluster: PostgresCluster, sql: string): Promise<T[]> => at(cluster).rows<T>(sql);

const databases = new Map<PostgresCluster, PostgresDatabase>();

function at(cluster: PostgresCluster): PostgresDatabase {
  const known = databases.get(cluster);
  if (known) return known;
  const database = new PostgresDatabase(cluster.url.replace(/\/postgres$/, `/${NAME}`));
  databases.set(cluster, database);
  return database;
}
