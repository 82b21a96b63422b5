import { createServer, type Server } from 'node:http';
import { SettingError } from '../config/setting-error.js';

/** Where Prometheus reads the metrics: an address that visitors cannot reach. */
export type MetricsAddress = { readonly host: string; readonly port: number };

const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * Serves `GET /metrics` on a port of its own, which is not connected to the service's port.
 * @param read returns the metrics in Prometheus' text format
 * @throws SettingError if it cannot listen there
 */
export async function serveMetrics({ host, port }: MetricsAddress, read: () => Promise<string>): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') return void response.writeHead(404).end();
    read().then(
      (text) => response.writeHead(200, { 'Content-Type': CONTENT_TYPE }).end(text),
      () => response.writeHead(503).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    const refuse = ({ code }: NodeJS.ErrnoException): void =>
      reject(new SettingError('METRICS_PORT', `${port} cannot be used on ${host} (${code}): choose a free port.`));
    server.once('error', refuse).listen(port, host, resolve);
  });
  server.unref();
  return server;
}
