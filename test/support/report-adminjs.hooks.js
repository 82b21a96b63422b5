import { writeSync } from 'node:fs';

// `console.log` of this thread waits for the main thread, which may be busy.
export async function load(url, context, next) {
  if (url.endsWith('/node_modules/adminjs/index.js')) writeSync(1, 'AdminJS is loaded\n');
  return next(url, context);
}
