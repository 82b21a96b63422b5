import { parse } from 'cookie';
import type { Request } from 'express';
import type { Language } from '../../platform/errors/text.js';

/** i18next writes this cookie in the browser, so that the server knows the language as well. */
export const LANGUAGE_COOKIE = 'admin_language';

/** The language that the operator reads; Korean unless English was chosen. */
export const languageOf = ({ headers }: Request): Language =>
  parse(headers.cookie ?? '')[LANGUAGE_COOKIE] === 'en' ? 'en' : 'ko';
