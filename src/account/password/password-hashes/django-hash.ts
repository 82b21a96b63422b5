import { pbkdf2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** Django's `pbkdf2_sha256$<iterations>$<salt>$<base64>`, whose salt is text. */
export type DjangoHash = { readonly iterations: number; readonly salt: string; readonly digest: Buffer };

const FORM = /^pbkdf2_sha256\$([1-9]\d{0,6})\$([^$]+)\$([A-Za-z0-9+/]{43}=)$/;
const DIGEST_BYTES = 32;

/** About three times what Django asks for: a planted hash cannot burn the processor for minutes. */
const MAX_ITERATIONS = 2_000_000;

const derive = promisify(pbkdf2);

/** @returns undefined for anything else, Django's unusable passwords (`!…`) among them */
export function parseDjangoHash(stored: string): DjangoHash | undefined {
  const [, iterations, salt, digest] = FORM.exec(stored) ?? [];
  if (!salt || !digest || Number(iterations) > MAX_ITERATIONS) return undefined;
  return { iterations: Number(iterations), salt, digest: Buffer.from(digest, 'base64') };
}

export async function djangoVerify(password: string, { iterations, salt, digest }: DjangoHash): Promise<boolean> {
  return timingSafeEqual(await derive(password, salt, iterations, DIGEST_BYTES, 'sha256'), digest);
}

/** Takes the time of `djangoVerify` with this many iterations; 0 takes none. */
export async function djangoDecoy(password: string, iterations: number): Promise<void> {
  if (iterations > 0) await derive(password, 'decoy', Math.min(iterations, MAX_ITERATIONS), DIGEST_BYTES, 'sha256');
}
