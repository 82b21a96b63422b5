import type { IncomingMessage } from 'node:http';
import { RequestIds } from './request-id.js';

const request = (id?: string): IncomingMessage => ({ headers: { 'x-request-id': id } }) as unknown as IncomingMessage;

describe('RequestIds', () => {
  it('makes ids that differ, also between processes, are accepted by the next service and have one length', () => {
    const [one, other] = [new RequestIds(false), new RequestIds(false)];
    const ids = [one, other, one, other].map((process) => process.of(request()));
    expect(new Set(ids).size).toBe(4);
    expect(new Set(ids.map(({ length }) => length)).size).toBe(1);
    for (const id of ids) expect(new RequestIds(true).of(request(id))).toBe(id);
  });

  it('finds the id of a trusted proxy in the bytes of a request that could not be read, else makes one', () => {
    const id = '0123456789abcdef0123456789abcdef';
    const bytes = Buffer.from(`GET /\xff HTTP/1.1\r\nHost: a\r\nX-Request-Id: ${id}\r\nAccept: */*\r\n\r\n`, 'latin1');
    expect(new RequestIds(true).ofUnreadable(bytes)).toBe(id);
    for (const made of [
      new RequestIds(false).ofUnreadable(bytes),
      new RequestIds(true).ofUnreadable(undefined),
      new RequestIds(true).ofUnreadable(bytes.subarray(0, 50)),
    ])
      expect(made).toMatch(/^[0-9a-f]{12}-\d{10}$/);
  });

  it('keeps the id of a trusted proxy, and no other', () => {
    const id = '0123456789abcdef0123456789abcdef';
    expect(new RequestIds(true).of(request(id))).toBe(id);
    expect(new RequestIds(false).of(request(id))).not.toBe(id);
  });

  it.each([
    '',
    '1234567',
    'x'.repeat(65),
    'has space',
    'a"b,c:d{}',
    '12345678\n',
    '12345678, 12345678',
    '요청번호요청번호',
  ])('replaces what is no id: %j', (id) => {
    expect(new RequestIds(true).of(request(id))).not.toContain(id || 'undefined');
  });
});
