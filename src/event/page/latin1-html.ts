/**
 * HTML encoded as UTF-8, as a string with one character for each byte. It is cut and joined like any string and sent as
 * `latin1`, so nothing is encoded again: encoding a page of 30 KB of Korean takes longer than joining the page.
 */
export type Latin1Html = string & { readonly kind: 'bytes' };

export const latin1Html = (text: string): Latin1Html =>
  (PRINTABLE_ASCII.test(text) ? text : Buffer.from(text).toString('latin1')) as Latin1Html;

/** Codes and most e-mail addresses: their UTF-8 is the text itself. */
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
