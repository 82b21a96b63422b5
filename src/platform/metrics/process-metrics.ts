import cluster from 'node:cluster';
import { AggregatorRegistry, collectDefaultMetrics, register } from 'prom-client';
import { serveMetrics, type MetricsAddress } from './metrics-server.js';

/**
 * Makes the metrics of this process readable. A worker hands them to the primary process, which serves the sums of all
 * workers; reading one worker through the shared port would show a random one.
 * @param address undefined: the metrics are not served
 */
export async function publishMetrics(address: MetricsAddress | undefined): Promise<void> {
  if (!address) return;
  collectDefaultMetrics();
  if (cluster.isPrimary) await serveMetrics(address, () => register.metrics());
  // Its constructor answers the primary's requests.
  else new AggregatorRegistry();
}

/** Serves the metrics of all workers. Called by the primary process. */
export async function publishMetricsOfWorkers(address: MetricsAddress | undefined): Promise<void> {
  if (!address) return;
  const workers = new AggregatorRegistry();
  await serveMetrics(address, () => workers.clusterMetrics());
}
