import pg from 'pg';
import { PostgresCluster } from '../support/postgres-cluster.js';
import { PostgresDatabase } from '../support/postgres-database.js';
import { releaseAfterFile } from '../support/release.js';
import type { TestDatabase } from '../support/test-database.js';

export const NAME = 'toodat';

/** A PostgreSQL that no other test uses, so that it may be stopped and frozen, with one empty database in it. */
export async function ownCluster(): Promise<[PostgresCluster, TestDatabase]> {
  const cluster = await PostgresCluster.start();
  if (!cluster) throw new Error('No PostgreSQL.');
  releaseAfterFile(() => cluster.stop());
  const client = new pg.Client({ connectionString: cluster.url });
  await client.connect();
  await client.query(`CREATE DATABASE ${NAME}`);
  await client.end();
  return [cluster, new PostgresDatabase(cluster.url.replace(/\/postgres$/, `/${NAME}`))];
}
