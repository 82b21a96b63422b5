const HEAD_END = '\r\n\r\n';
const LENGTH = /\r\ncontent-length: *(\d+)/i;
const CODE = '"code":"';

/**
 * Parses an HTTP response with Content-Length.
 * @param {Buffer} bytes what has arrived since the request
 * @returns {{ status: number, bodyAt: number } | undefined} undefined while the response is incomplete
 * @throws Error if the response has no length, or if more bytes have arrived than it has
 */
export function readAnswer(bytes) {
  const headEnd = bytes.indexOf(HEAD_END);
  if (headEnd < 0) return undefined;
  const head = bytes.latin1Slice(0, headEnd);
  const status = Number(head.slice(9, 12));
  const length = LENGTH.exec(head)?.[1];
  if (length === undefined && status !== 204 && status !== 304)
    throw new Error(`a response without a length:\n${head}`);
  const bodyAt = headEnd + HEAD_END.length;
  const missing = bodyAt + Number(length ?? 0) - bytes.length;
  if (missing < 0) throw new Error('more bytes than the response has');
  return missing > 0 ? undefined : { status, bodyAt };
}

/**
 * Copies the coupon code in a response's body into 8 bytes of `codes`.
 * @returns {boolean} whether the body has a code
 */
export function copyCode(bytes, bodyAt, codes, at) {
  const found = bytes.indexOf(CODE, bodyAt, 'latin1');
  if (found < 0) return false;
  return bytes.copy(codes, at, found + CODE.length, found + CODE.length + 8) === 8;
}
