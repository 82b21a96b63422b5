import { createHash } from 'node:crypto';
import { domainToASCII } from 'node:url';

/** Length of the columns `email` and `email_key`. */
const MAX_CHARACTERS = 255;

/** @returns the address as it is stored and shown: with its domain in lower case, as Django's `normalize_email` returns it */
export function normalizeEmail(text: string): string {
  const { local, domain } = split(text.trim());
  if (domain === undefined) return text;
  const lower = domain.toLowerCase();
  // A few capital letters (`İ`) become two characters in lower case, and the result may not fit into the column.
  return `${local}@${lower.length > domain.length ? domain : lower}`;
}

/**
 * Two spellings of one mailbox have the same key. It ignores the case of both parts, the Unicode normalization form, and
 * whether a domain is written in Unicode or in punycode. (RFC 5321 permits a server to distinguish `A@` from `a@`, but
 * common mail servers do not.)
 * @returns at most 255 characters; a longer key, for example of a Unicode domain in punycode, is replaced by its hash
 */
export function emailKey(text: string): string {
  const { local, domain } = split(text.trim().normalize('NFC').toLowerCase().normalize('NFC'));
  return shortened(domain === undefined ? local : `${local}@${toAscii(domain)}`);
}

function split(address: string): { local: string; domain?: string } {
  const at = address.lastIndexOf('@');
  return at < 0 ? { local: address } : { local: address.slice(0, at), domain: address.slice(at + 1) };
}

/** IDNA removes these characters, so two different addresses that look the same would get one key. */
const INVISIBLE = /[\p{C}\p{Default_Ignorable_Code_Point}]/u;

/** Does not change an ASCII domain: the URL parser would read `127.1` as an IPv4 address. */
function toAscii(domain: string): string {
  if (/^\p{ASCII}*$/u.test(domain) || INVISIBLE.test(domain)) return domain;
  return domainToASCII(domain) || domain;
}

const shortened = (key: string): string =>
  key.length <= MAX_CHARACTERS ? key : `sha256:${createHash('sha256').update(key).digest('hex')}`;
