import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const COOKIE = /(?:^|; *)sessionid=s%3A([\w-]+)\.([^;]+)/;

/** @returns the key of the stored session; undefined if the cookie is missing or its signature is invalid */
export function storedSessionId(header: string | undefined, secret: string): string | undefined {
  const [, id, signature] = COOKIE.exec(header ?? '') ?? [];
  if (!id || !signature) return undefined;
  const expected = createHmac('sha256', secret).update(id).digest('base64').replace(/=+$/, '');
  const given = Buffer.from(decodeURIComponent(signature));
  if (given.length !== expected.length || !timingSafeEqual(given, Buffer.from(expected))) return undefined;
  return createHash('sha256').update(id).digest('hex');
}
