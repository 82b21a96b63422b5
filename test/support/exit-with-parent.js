import { isMainThread } from 'node:worker_threads';

// Loaded into each server under test: it ends with the test run that started it, even when that run is killed.
// Its threads load it as well, and have no input of their own.
if (isMainThread) {
  process.stdin.on('close', () => process.kill(process.pid, 'SIGKILL'));
  process.stdin.resume();
  process.stdin.unref?.();
}
