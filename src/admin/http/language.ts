import type { Request } from 'express';
import type { Language } from '../../platform/errors/text.js';

/** Where the panel's language menu keeps the choice, for the server to see too. */
export const LANGUAGE_COOKIE = 'admin_language';

/** The language that the operator reads; Korean unless English was chosen. */
export function languageOf({ headers }: Request): Language {
  const cookies = (headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return cookies.includes(`${LANGUAGE_COOKIE}=en`) ? 'en' : 'ko';
}
