/**
 * UTF-8 bytes, each as one character. It is cut and joined like any text, and sent as `latin1` without another look:
 * encoding a page of 30 KB of Korean takes longer than everything else about it.
 */
export type Latin1Html = string & { readonly kind: 'bytes' };

export const latin1Html = (text: string): Latin1Html =>
  (ONE_BYTE_EACH.test(text) ? text : Buffer.from(text).toString('latin1')) as Latin1Html;

/** As codes and most e-mails are. */
const ONE_BYTE_EACH = /^[\x20-\x7e]*$/;
