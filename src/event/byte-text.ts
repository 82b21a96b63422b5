/**
 * UTF-8 bytes, each as one character. It is cut and joined like any text, and sent as `latin1` without another look:
 * encoding a page of 30 KB of Korean takes longer than everything else about it.
 */
export type ByteText = string & { readonly kind: 'bytes' };

export const byteText = (text: string): ByteText =>
  (ONE_BYTE_EACH.test(text) ? text : Buffer.from(text).toString('latin1')) as ByteText;

/** As codes and most e-mails are. */
const ONE_BYTE_EACH = /^[\x20-\x7e]*$/;
