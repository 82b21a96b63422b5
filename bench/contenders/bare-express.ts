import express from 'express';
import type { AddressInfo } from 'node:net';
import { FIXED_ANSWER } from './fixed-answer.js';

// Sends the same fixed response through Express and its JSON body parser.

const app = express();
app.use(express.json());
app.use((_request, response) => void response.status(201).json(FIXED_ANSWER));
const server = app.listen(0, '127.0.0.1', () => {
  process.stdout.write(`ready: http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
process.once('SIGTERM', () => process.exit(0));
