import cluster from 'node:cluster';
import { collectDefaultMetrics, register } from 'prom-client';
import { answerPrimary, metricsOfWorkers } from './metrics-of-workers.js';
import { serveMetrics, type MetricsAddress } from './metrics-server.js';

/**
 * Makes the metrics of this process readable. A worker hands them to the primary process, which serves the sums of all
 * workers; reading one worker through the shared port would show a random one.
 * @param address undefined: the metrics are not served
 */
export async function publishMetrics(address: MetricsAddress | undefined): Promise<void> {
  if (!address) return;
  collectDefaultMetrics();
  showLatestWorker();
  if (cluster.isWorker) answerPrimary();
  else await serveMetrics(address, () => register.metrics());
}

/** Serves the metrics of all workers. Called by the primary process. @param expected number of workers */
export async function publishMetricsOfWorkers(address: MetricsAddress | undefined, expected: number): Promise<void> {
  if (address) await serveMetrics(address, () => metricsOfWorkers(expected));
}

/** The delay of the event loop is that of the latest worker. prom-client shows the mean of all workers, which hides it. */
function showLatestWorker(): void {
  for (const name of ['nodejs_eventloop_lag_p90_seconds', 'nodejs_eventloop_lag_p99_seconds']) {
    Object.assign(register.getSingleMetric(name)!, { aggregator: 'max' });
  }
}
