/** Until the service is ready nobody waits for an answer, and the database undoes what was not committed. */
let stop = (): void => process.exit(0);

for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => stop());

/** From here on, SIGTERM and Ctrl-C call `handler`, each at most once. A second Ctrl-C ends the process at once. */
export function onStopSignal(handler: () => void): void {
  stop = handler;
}
