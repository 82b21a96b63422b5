import cluster, { type Worker } from 'node:cluster';
import { AggregatorRegistry, register } from 'prom-client';

/**
 * How long the primary process waits for a worker. One that is frozen, or still starts, must not keep the metrics of the
 * others from being read: prom-client's own aggregation would fail as a whole.
 */
const ANSWER_MS = 1_000;

/** As `getMetricsAsJSON` returns them. */
type Metrics = readonly object[];
type Request = { readonly metricsRequest: number };
type Answer = { readonly metricsRequest: number; readonly metrics: Metrics };

/** In a worker: answers the requests of the primary process. */
export function answerPrimary(): void {
  process.on('message', (message: Partial<Request>) => {
    const { metricsRequest } = message;
    if (metricsRequest === undefined) return;
    register.getMetricsAsJSON().then(
      (metrics) => process.send?.({ metricsRequest, metrics } satisfies Answer),
      () => undefined,
    );
  });
}

let lastRequest = 0;

/**
 * In the primary process.
 * @param expected number of workers
 * @returns the sums of all workers that answer in time, in Prometheus' text format
 */
export async function metricsOfWorkers(expected: number): Promise<string> {
  const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
  const answers = await Promise.all(workers.map((worker) => metricsOf(worker)));
  const present = answers.filter((metrics) => metrics !== undefined);
  const sums = AggregatorRegistry.aggregate(present);
  return `${await sums.metrics()}
# HELP toodat_workers Worker processes that answered.
# TYPE toodat_workers gauge
toodat_workers ${present.length}
# HELP toodat_workers_expected Worker processes that WORKERS asks for.
# TYPE toodat_workers_expected gauge
toodat_workers_expected ${expected}
`;
}

function metricsOf(worker: Worker): Promise<Metrics | undefined> {
  const metricsRequest = ++lastRequest;
  return new Promise((resolve) => {
    const settle = (metrics?: Metrics): void => {
      clearTimeout(timer);
      worker.off('message', onMessage);
      resolve(metrics);
    };
    const onMessage = (message: Partial<Answer>): void => {
      if (message.metricsRequest === metricsRequest) settle(message.metrics);
    };
    const timer = setTimeout(settle, ANSWER_MS);
    worker.on('message', onMessage);
    // The callback takes the error if the worker has just ended.
    if (worker.isConnected()) worker.send({ metricsRequest } satisfies Request, (error) => error && settle());
    else settle();
  });
}
