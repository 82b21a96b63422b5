import { Client, type ClientConfig } from 'pg';

const CONNECT_MS = 5_000;

/** Opens a connection outside the pool. The caller must end it. */
export async function postgresConnection(config: ClientConfig): Promise<Client> {
  const client = new Client({ connectionTimeoutMillis: CONNECT_MS, ...config });
  // If the connection breaks, the running or the next query fails. An `error` event without a listener would end the process.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
