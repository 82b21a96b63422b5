import { isMainThread } from 'node:worker_threads';

// Loaded into the service that serves the copy: it ends when the rehearsal has ended, also if that was killed. Its threads load
// this file, too, and have no input of their own.
if (isMainThread) {
  process.stdin.on('close', () => process.kill(process.pid, 'SIGKILL'));
  process.stdin.resume();
  (process.stdin as { unref?: () => void }).unref?.();
}
