import { Logger } from '@nestjs/common';
import type { Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { answerOrFault } from './errors/error-answer.js';
import { requestIdOf } from './request-id.js';

const logger = new Logger('JsonList');

/**
 * Streams a list as a JSON array. The next part is read when the client has received the previous one, so memory is bounded. If
 * reading fails after the head was sent, the connection is closed, so that the client cannot mistake a part for the whole.
 * @param pieces parts of the list
 */
export async function sendJsonList(response: Response, pieces: AsyncGenerator<readonly unknown[]>): Promise<void> {
  const [first, second] = [await pieces.next(), await pieces.next()];
  if (first.done || second.done) return void response.json(first.value ?? []);
  response.type('json');
  const text = jsonOf(chained([first.value, second.value], pieces));
  try {
    await pipeline(Readable.from(text, { objectMode: false }), response);
  } catch (error) {
    // The client has disconnected. `pipeline` has ended the generator as well.
    if ((error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE') return;
    answerOrFault(error, logger, { id: requestIdOf(response), where: `${response.req.method} ${response.req.path}` });
  }
}

async function* chained<T>(before: readonly T[], after: AsyncGenerator<T>): AsyncGenerator<T> {
  yield* before;
  yield* after;
}

async function* jsonOf(pieces: AsyncGenerator<readonly unknown[]>): AsyncGenerator<string> {
  let separator = '[';
  for await (const items of pieces) {
    if (items.length === 0) continue;
    yield separator + items.map((item) => JSON.stringify(item)).join(',');
    separator = ',';
  }
  yield separator === '[' ? '[]' : ']';
}
