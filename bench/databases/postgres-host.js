import pg from 'pg';
import { PostgresCluster } from '../../test/support/postgres-cluster.js';
import { dialects } from './dialects.js';

/** One PostgreSQL server for all contenders, with a database for each. */
export class PostgresHost {
  kind = 'postgres';

  /** @returns {Promise<PostgresHost | undefined>} undefined if this machine has no PostgreSQL */
  static async start() {
    const cluster = await PostgresCluster.start();
    if (!cluster) return undefined;
    const host = new PostgresHost(cluster);
    const [{ server_version: version }] = await host.administer('SHOW server_version');
    host.version = `PostgreSQL ${version}`;
    return host;
  }

  constructor(cluster) {
    this.cluster = cluster;
  }

  get pids() {
    return [this.cluster.process.pid];
  }

  async create(name) {
    await this.administer(`CREATE DATABASE ${name} TEMPLATE template0`);
    return new PostgresStore(this.urlOf(name));
  }

  async copy(store, name) {
    await store.close();
    await this.administer(`CREATE DATABASE ${name} TEMPLATE ${store.name} STRATEGY file_copy`);
    // Writes the pages to the disk now and not during a measurement.
    await this.administer('CHECKPOINT');
    return new PostgresStore(this.urlOf(name));
  }

  async drop(store) {
    await store.close();
    await this.administer(`DROP DATABASE ${store.name} WITH (FORCE)`);
  }

  stop() {
    return this.cluster.stop();
  }

  async administer(sql) {
    const client = new pg.Client({ connectionString: this.cluster.url });
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  }

  urlOf(name) {
    return this.cluster.url.replace(/\/postgres$/, `/${name}`);
  }
}

class PostgresStore {
  kind = 'postgres';
  dialect = dialects.postgres;

  constructor(url) {
    this.url = url;
    this.name = new URL(url).pathname.slice(1);
  }

  async rows(sql, ...values) {
    if (!this.client) {
      this.client = new pg.Client({ connectionString: this.url });
      await this.client.connect();
    }
    return (await this.client.query(sql, values)).rows;
  }

  /** Runs `fill` without checking foreign keys, because the inserted rows are known to be consistent. */
  async filling(fill) {
    await this.rows('SET session_replication_role = replica');
    await this.rows('SET maintenance_work_mem = 512000');
    await fill();
    await this.rows('VACUUM ANALYZE');
    await this.rows('CHECKPOINT');
    await this.close();
  }

  async close() {
    await this.client?.end();
    this.client = undefined;
  }
}
