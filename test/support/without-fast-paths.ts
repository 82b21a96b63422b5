import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { distFolder } from './server-process.js';

const hooks = pathToFileURL(join(import.meta.dirname, 'express-only.js')).href;

/** Settings of a server whose requests all go through Express, as if no fast path were there. */
export const WITHOUT_FAST_PATHS = { NODE_OPTIONS: `--import ${hooks}`, TOODAT_TEST_DIST: resolve(distFolder) };
