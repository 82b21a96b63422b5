// Loaded into a server under test: all requests go through Express, as if no fast path were there.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  const adapter = join(process.env.TOODAT_TEST_DIST, 'platform/http/fast-lane.adapter.js');
  const { FastLaneAdapter } = await import(pathToFileURL(adapter).href);
  if (!FastLaneAdapter.prototype.openLanes) throw new Error('The adapter opens its lanes by another name now.');
  FastLaneAdapter.prototype.openLanes = () => undefined;
}
