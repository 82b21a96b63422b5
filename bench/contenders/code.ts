import { randomBytes } from 'node:crypto';

const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Draws a code of 8 characters as the service does. */
export function drawCode(): string {
  let code = '';
  for (const byte of randomBytes(8)) code += ALPHABET[byte & 31];
  return code;
}
