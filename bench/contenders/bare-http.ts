import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FIXED_ANSWER } from './fixed-answer.js';

// The upper limit: Node's HTTP server with a fixed response.

const body = JSON.stringify(FIXED_ANSWER);
const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': body.length };

const server = createServer((request, response) => {
  request.on('data', () => undefined);
  request.on('end', () => response.writeHead(201, headers).end(body));
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`ready: http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
process.once('SIGTERM', () => process.exit(0));
