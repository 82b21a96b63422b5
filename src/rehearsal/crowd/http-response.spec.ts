import { readResponse } from './http-response.js';

const bytes = Buffer.from('HTTP/1.1 400 Bad Request\r\ncontent-length: 19\r\n\r\n{"result":"소진"}');

it('reads status and body when every byte has arrived', () => {
  for (let length = 0; length < bytes.length; length++) expect(readResponse(bytes.subarray(0, length))).toBeUndefined();
  expect(readResponse(bytes)).toEqual({ status: 400, body: '{"result":"소진"}' });
});

it('rejects a response without a length', () => {
  expect(() => readResponse(Buffer.from('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'))).toThrow('length');
});
