import { createHash, type Hash } from 'node:crypto';

/** JSON that is sent to many clients: encoded once, with a version for its ETag. */
export type CachedJson = { readonly bytes: Buffer; readonly version: string };

export function cachedJson(value: unknown): CachedJson {
  const bytes = Buffer.from(JSON.stringify(value));
  return { bytes, version: versionOf(createHash('sha256').update(bytes)) };
}

/** @param hash of all bytes @returns a version of 27 base64url characters, which have 162 bits */
export const versionOf = (hash: Hash): string => hash.digest('base64url').slice(0, 27);
