// Loaded into a server under test: all requests go through Express, as if no fast path were there.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  const adapter = join(process.env.TOODAT_TEST_DIST, 'platform/http/fast-path/fast-path.adapter.js');
  const { FastPathAdapter } = await import(pathToFileURL(adapter).href);
  if (!FastPathAdapter.prototype.openFastPaths)
    throw new Error('The adapter opens its fast paths by another name now.');
  FastPathAdapter.prototype.openFastPaths = () => undefined;
}
