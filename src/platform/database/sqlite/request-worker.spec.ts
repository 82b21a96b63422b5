import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RequestWorker } from './request-worker.js';

const ENTRY = `
  import { parentPort, resourceLimits } from 'node:worker_threads';
  parentPort.on('message', (request) => (request === 'close' ? parentPort.close() : parentPort.postMessage(resourceLimits)));
  parentPort.postMessage('ready');
`;

describe('A worker thread', () => {
  it('has the young generation of a process with --max-semi-space-size=64', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'toodat-worker-'));
    const entry = join(folder, 'entry.mjs');
    writeFileSync(entry, ENTRY);
    const worker = new RequestWorker<string, { maxYoungGenerationSizeMb: number }>('the thread', entry, undefined);
    try {
      expect(await worker.ask('limits')).toMatchObject({ maxYoungGenerationSizeMb: 192 });
    } finally {
      await worker.close();
      rmSync(folder, { recursive: true });
    }
  });
});
