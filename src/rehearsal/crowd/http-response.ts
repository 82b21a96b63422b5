const HEAD_END = '\r\n\r\n';
const LENGTH = /\r\ncontent-length: *(\d+)/i;

export type HttpResponse = { readonly status: number; readonly body: string };

/**
 * Parses a response with Content-Length, which every response to a press has. Node's own client would take more CPU time than the
 * service, on the same machine.
 * @param bytes what has arrived since the request
 * @returns undefined while the response is incomplete
 * @throws Error if the response has no length
 */
export function readResponse(bytes: Buffer): HttpResponse | undefined {
  const headEnd = bytes.indexOf(HEAD_END);
  if (headEnd < 0) return undefined;
  const head = bytes.toString('latin1', 0, headEnd);
  const length = LENGTH.exec(head)?.[1];
  if (length === undefined) throw new Error('a response without a length');
  const bodyAt = headEnd + HEAD_END.length;
  if (bytes.length < bodyAt + Number(length)) return undefined;
  return { status: Number(head.slice(9, 12)), body: bytes.toString('utf8', bodyAt, bodyAt + Number(length)) };
}
