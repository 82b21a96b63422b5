import { createHash, type Hash } from 'node:crypto';

/** JSON that many requests get alike: encoded once, with the name of its version. */
export type CachedJson = { readonly bytes: Buffer; readonly version: string };

export function cachedJson(value: unknown): CachedJson {
  const bytes = Buffer.from(JSON.stringify(value));
  return { bytes, version: versionOf(createHash('sha256').update(bytes)) };
}

/**
 * The name of a version: 27 characters of base64url.
 * @param hash of all its bytes
 */
export const versionOf = (hash: Hash): string => hash.digest('base64url').slice(0, 27);
