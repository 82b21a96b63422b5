import cluster from 'node:cluster';

/** Before the service is ready it has no requests to answer, and the database rolls back open transactions. */
let stop = (): void => process.exit(0);

if (cluster.isWorker) {
  // Not once: a stop of the whole process group and the primary process both send it.
  process.on('SIGTERM', () => stop());
  // A terminal sends these to all processes of the service. The primary process handles them and sends SIGTERM.
  for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, () => undefined);
} else {
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => stop());
}

/** Sets the handler of SIGTERM and Ctrl-C, each called at most once. A second Ctrl-C ends the process immediately. */
export function onStopSignal(handler: () => void): void {
  stop = handler;
}
