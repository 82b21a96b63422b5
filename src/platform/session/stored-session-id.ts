import { createHash } from 'node:crypto';
import { Memo } from '../cache/memo.js';

/** The rush of an event asks for the same sessions within minutes; each is hashed once. */
const known = new Memo<string>(20_000, 128);

/** How the table knows a session: by the SHA-256 of the id in the cookie. */
export const storedId = (sessionId: string): string =>
  known.of(sessionId, (id) => createHash('sha256').update(id).digest('hex'))!;
