import type { NestExpressApplication } from '@nestjs/platform-express';
import type { FastPathAdapter } from '../http/fast-path/fast-path.adapter.js';
import { onStopSignal } from './stop-signals.js';

/** Maximum wait for requests in flight. After it, the process exits with code 1. */
const DRAIN_MS = 12_000;

/** Maximum wait for clients that have not sent a whole request or not read their response. */
const CLIENT_MS = 2_000;

/** Interval at which connections without a pending response are closed. */
const CLOSE_IDLE_EVERY_MS = 50;

/**
 * On SIGTERM or Ctrl-C: accepts no more connections, answers every accepted request, then exits with code 0.
 * @param drainMs how long clients may still send requests on connections that are open
 */
export function stopOnSignal(app: NestExpressApplication, adapter: FastPathAdapter, drainMs: number): void {
  const { connections } = adapter;
  let stopping = false;
  onStopSignal(() => {
    if (stopping) return;
    stopping = true;
    if (drainMs > 0) void adapter.drain(drainMs).then(close);
    else close();
  });

  function close(): void {
    setTimeout(() => process.exit(1), DRAIN_MS).unref();
    setInterval(() => connections.closeIdle(), CLOSE_IDLE_EVERY_MS);
    setTimeout(() => setInterval(() => connections.closeWaitingForClient(), CLOSE_IDLE_EVERY_MS), CLIENT_MS);
    app.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  }
}
