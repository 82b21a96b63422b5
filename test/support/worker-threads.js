// Remembers the worker threads that the service starts in this process, so that a probe can end one of them.
// Import it before the service.
import { syncBuiltinESMExports } from 'node:module';
import workerThreads from 'node:worker_threads';

const started = [];

class RecordedWorker extends workerThreads.Worker {
  constructor(file, options) {
    super(file, options);
    started.push({ file: String(file), worker: this });
  }
}
workerThreads.Worker = RecordedWorker;
syncBuiltinESMExports();

/** Ends the latest thread that runs this file. @throws when no thread runs it */
export async function endThread(fileName) {
  const latest = started.findLast(({ file }) => file.endsWith(`/${fileName}`));
  if (!latest) throw new Error(`No thread runs ${fileName}. Started: ${started.map(({ file }) => file).join(', ')}`);
  await latest.worker.terminate();
}
