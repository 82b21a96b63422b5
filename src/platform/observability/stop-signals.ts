/** Before the service is ready it has no requests to answer, and the database rolls back open transactions. */
let stop = (): void => process.exit(0);

for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => stop());

/** Sets the handler of SIGTERM and Ctrl-C, each called at most once. A second Ctrl-C ends the process immediately. */
export function onStopSignal(handler: () => void): void {
  stop = handler;
}
