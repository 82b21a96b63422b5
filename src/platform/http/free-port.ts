import { createServer } from 'node:net';

/**
 * Listens at the address for a moment. Before the database is prepared, because a start that ends there would have created
 * the first admin and printed the password, but nobody expects it in the output of a failed start.
 * @throws the error of `listen` if the service cannot listen there
 */
export async function requireFreePort(port: number, host: string): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(port, host, resolve));
  await new Promise((resolve) => probe.close(resolve));
}
