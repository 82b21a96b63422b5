import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const { scripts } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));

/** The options of Node in `npm run serve`. Every contender gets the same. */
export const nodeFlags = /\bnode (.*)dist\/main\.js/.exec(scripts.serve)[1].split(' ').filter(Boolean);

/** @param {number} mebibytes maximum semi-space of the young generation */
export const semiSpaceFlags = (mebibytes) => [`--max-semi-space-size=${mebibytes}`];
