import { pbkdf2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** Parsed form of Django's `pbkdf2_sha256$<iterations>$<salt>$<base64>`; the salt is used as text, not decoded. */
export type DjangoHash = { readonly iterations: number; readonly salt: string; readonly digest: Buffer };

const PATTERN = /^pbkdf2_sha256\$([1-9]\d{0,6})\$([^$]+)\$([A-Za-z0-9+/]{43}=)$/;
const DIGEST_BYTES = 32;

/** About three times Django's own number. Limits the time that a hash planted in the database can take. */
const MAX_ITERATIONS = 2_000_000;

const derive = promisify(pbkdf2);

/** @returns undefined for any other text, including Django's unusable passwords (`!…`) */
export function parseDjangoHash(stored: string): DjangoHash | undefined {
  const [, iterations, salt, digest] = PATTERN.exec(stored) ?? [];
  if (!salt || !digest || Number(iterations) > MAX_ITERATIONS) return undefined;
  return { iterations: Number(iterations), salt, digest: Buffer.from(digest, 'base64') };
}

export async function djangoVerify(password: string, { iterations, salt, digest }: DjangoHash): Promise<boolean> {
  return timingSafeEqual(await derive(password, salt, iterations, DIGEST_BYTES, 'sha256'), digest);
}

/** Takes as long as `djangoVerify` with this number of iterations. Does nothing for 0 or less. */
export async function djangoDecoy(password: string, iterations: number): Promise<void> {
  if (iterations > 0) await derive(password, 'decoy', Math.min(iterations, MAX_ITERATIONS), DIGEST_BYTES, 'sha256');
}
