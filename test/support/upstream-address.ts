import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { releaseAfterFile } from './release.js';

/** Starts the server. It is closed when the spec file is done. @returns its address, as nginx wants it */
export async function upstreamAddress(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  releaseAfterFile(() => void server.close());
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
