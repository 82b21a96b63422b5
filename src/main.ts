// Signals first: as process 1 of a container Node ignores a SIGTERM that nobody listens for, and loading takes a while.
import './platform/observability/stop-signals.js';
import './platform/config/node-version.check.js';
import { startsWorkers } from './platform/config/environment.js';

const { start } = startsWorkers() ? await import('./primary.js') : await import('./start.js');
await start();
