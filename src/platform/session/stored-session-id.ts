import { createHash } from 'node:crypto';
import { BoundedCache } from '../cache/bounded-cache.js';

/** The rush of an event asks for the same sessions within minutes; each is hashed once. */
const known = new BoundedCache<string>(20_000, 128);

/** How the table knows a session: by the SHA-256 of the id in the cookie. */
export const storedId = (sessionId: string): string =>
  known.get(sessionId, (id) => createHash('sha256').update(id).digest('hex'))!;
