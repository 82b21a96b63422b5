import { createHash } from 'node:crypto';
import { domainToASCII } from 'node:url';

/** What the columns hold. */
const MAX_CHARACTERS = 255;

/** The address as it is kept and shown: the domain in small letters, as Django's `normalize_email` does. */
export function normalizeEmail(text: string): string {
  const { local, domain } = split(text.trim());
  if (domain === undefined) return text;
  const lower = domain.toLowerCase();
  // A few capitals (`İ`) are two characters when they are small, and the column has no room for more.
  return `${local}@${lower.length > domain.length ? domain : lower}`;
}

/**
 * What makes two spellings one mailbox: the case of either part, composed or decomposed letters, and a domain's Unicode
 * or punycode form make no difference. (RFC 5321 lets a server tell `A@` from `a@`; none that people use does.)
 * @returns at most 255 characters: a longer key, which punycode can make of a Unicode domain, is replaced by its hash
 */
export function emailKey(text: string): string {
  const { local, domain } = split(text.trim().normalize('NFC').toLowerCase().normalize('NFC'));
  return fitting(domain === undefined ? local : `${local}@${toAscii(domain)}`);
}

function split(address: string): { local: string; domain?: string } {
  const at = address.lastIndexOf('@');
  return at < 0 ? { local: address } : { local: address.slice(0, at), domain: address.slice(at + 1) };
}

/** IDNA drops these from a domain, which would give an address the key of another that looks the same. */
const UNSEEN = /[\p{C}\p{Default_Ignorable_Code_Point}]/u;

/** A domain that is already ASCII is left alone: the URL parser would read `127.1` as an IPv4 address. */
function toAscii(domain: string): string {
  if (/^\p{ASCII}*$/u.test(domain) || UNSEEN.test(domain)) return domain;
  return domainToASCII(domain) || domain;
}

const fitting = (key: string): string =>
  key.length <= MAX_CHARACTERS ? key : `sha256:${createHash('sha256').update(key).digest('hex')}`;
