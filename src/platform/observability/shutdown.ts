import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Connections } from '../http/connections.js';
import { onStopSignal } from './stop-signals.js';

/** Longest wait for requests in flight, in milliseconds; then the process ends all the same. */
const DRAIN_MS = 12_000;

/** Longest wait for clients to send the rest of a request or to read a response. */
const CLIENT_MS = 2_000;

/** How often connections that owe no answer are closed. */
const CLOSE_IDLE_EVERY_MS = 50;

/** On SIGTERM or Ctrl-C: no new connections, every accepted request is answered, then exit 0. */
export function stopOnSignal(app: NestExpressApplication, connections: Connections): void {
  let stopping = false;
  onStopSignal(() => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), DRAIN_MS).unref();
    setInterval(() => connections.closeIdle(), CLOSE_IDLE_EVERY_MS);
    setTimeout(() => setInterval(() => connections.closeWaitingForClient(), CLOSE_IDLE_EVERY_MS), CLIENT_MS);
    app.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}
