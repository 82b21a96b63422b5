// Loaded into a server under test: prints a line when the server loads AdminJS.
import { register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) register('./report-adminjs.hooks.js', import.meta.url);
