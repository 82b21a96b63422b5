import { createHash } from 'node:crypto';
import { BoundedCache } from '../cache/bounded-cache.js';

/** During an event, the same sessions send many requests within minutes. The cache saves hashing their ids again. */
const cached = new BoundedCache<string>(20_000, 128);

/** @returns the session's primary key: the SHA-256 of the id in the cookie, in hexadecimal */
export const storedId = (sessionId: string): string =>
  cached.get(sessionId, (id) => createHash('sha256').update(id).digest('hex'))!;
