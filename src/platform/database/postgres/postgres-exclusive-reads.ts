import type { ExclusiveReads } from '../exclusive-reads.js';
import type { Row } from '../sql/statement.js';
import { postgresConnection } from './postgres-connection.js';

const LIMITS_MS = { lock_timeout: 1_000, statement_timeout: 10 * 60_000, query_timeout: 11 * 60_000 };

/** One CPU at most, and none after this process has ended. */
const SESSION = [
  'default_transaction_read_only=on',
  'jit=off',
  'max_parallel_workers_per_gather=0',
  'client_connection_check_interval=1s',
]
  .map((setting) => `-c ${setting}`)
  .join(' ');

/** PostgreSQL releases the lock when the connection ends, so a process that dies leaves none behind. */
export async function postgresExclusiveReads(url: string, lock: number): Promise<ExclusiveReads | undefined> {
  const client = await postgresConnection({
    connectionString: url,
    application_name: 'toodat verification',
    options: SESSION,
    keepAlive: true,
    ...LIMITS_MS,
  });
  const rows = async (sql: string): Promise<Row[]> => (await client.query<Row>(sql)).rows;
  const close = (): Promise<void> => client.end();
  try {
    const [row] = await rows(`SELECT pg_try_advisory_lock(${lock}) AS locked`);
    if (row!['locked']) return { rows, close };
  } catch (error) {
    await close();
    throw error;
  }
  await close();
  return undefined;
}
