import { Client, type ClientConfig } from 'pg';

const CONNECT_MS = 5_000;

/** One connection beside the pool. Whoever asks for it ends it. */
export async function postgresConnection(config: ClientConfig): Promise<Client> {
  const client = new Client({ connectionTimeoutMillis: CONNECT_MS, ...config });
  // When it breaks, the query that waits or the next one fails; unheard, the event would end the process as well.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
