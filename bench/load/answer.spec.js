import { copyCode, readAnswer } from './answer.js';

const answer = (head, body = '') => Buffer.from(`HTTP/1.1 ${head}\r\n\r\n${body}`);

describe('readAnswer', () => {
  it('reads status and body, whatever the case of the header name', () => {
    const bytes = answer('201 Created\r\ncontent-length:4', 'body');
    expect(readAnswer(bytes)).toEqual({ status: 201, bodyAt: bytes.length - 4 });
  });

  it('waits for every byte', () => {
    const bytes = answer('200 OK\r\nContent-Length: 10', '0123456789');
    for (let length = 0; length < bytes.length; length++) {
      expect(readAnswer(bytes.subarray(0, length))).toBeUndefined();
    }
    expect(readAnswer(bytes)?.status).toBe(200);
  });

  it('needs no length if the status allows no body', () => {
    expect(readAnswer(answer('304 Not Modified\r\nETag: "1"'))?.status).toBe(304);
  });

  it('rejects a response without a length, and further bytes after a response', () => {
    expect(() => readAnswer(answer('200 OK\r\nTransfer-Encoding: chunked', '0\r\n\r\n'))).toThrow('without a length');
    expect(() => readAnswer(answer('200 OK\r\nContent-Length: 1', 'ab'))).toThrow('more bytes');
  });
});

describe('copyCode', () => {
  const body = Buffer.from('{"id":1,"code":"ABCD2345","work":2}');

  it('copies the eight characters to their place', () => {
    const codes = Buffer.alloc(16);
    expect(copyCode(body, 0, codes, 8)).toBe(true);
    expect(codes.toString('latin1', 8)).toBe('ABCD2345');
  });

  it('returns false if there is none', () => {
    expect(copyCode(Buffer.from('{"result":"no"}'), 0, Buffer.alloc(8), 0)).toBe(false);
  });
});
