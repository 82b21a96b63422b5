import { createServer, type AddressInfo } from 'node:net';
import { releaseAfterFile } from './release.js';

/** Takes connections and never says a word. @returns when it was asked first */
export async function silentPostgres(): Promise<{ url: string; asked: Promise<void> }> {
  const server = createServer();
  const asked = new Promise<void>((resolve) =>
    server.on('connection', (socket) => {
      socket.on('error', () => undefined);
      releaseAfterFile(() => void socket.destroy());
      resolve();
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  releaseAfterFile(() => void server.close());
  return { url: `postgres://nobody@127.0.0.1:${(server.address() as AddressInfo).port}/nothing`, asked };
}
