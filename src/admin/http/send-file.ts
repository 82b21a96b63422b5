import { Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DomainError } from '../../platform/errors/domain-error.js';
import { answerOrFault } from '../../platform/http/errors/error-answer.js';
import { crossOrigin, methodNotAllowed } from '../../platform/http/errors/refusals.js';
import { requestIdOf } from '../../platform/http/request-id.js';
import type { Download, Outcome } from '../action/panel-action.js';

const logger = new Logger('Admin');

/**
 * Sends a download. The next piece is made when the client has received the previous ones, so memory is bounded. If it fails
 * after the head was sent, the connection is closed before the end of the chunked body, so that the client cannot mistake a part
 * for the whole; nothing can announce the length beforehand.
 * @throws DomainError `CROSS_ORIGIN`, those of `start`, and those of the first piece
 */
export async function sendFile(request: Request, response: Response, start: () => Promise<Download>): Promise<void> {
  // A HEAD would have to make the whole file.
  if (request.method !== 'GET') throw methodNotAllowed(request.method, ['GET']);
  if (isFromOtherSite(request)) throw crossOrigin();
  const { fileName, pieces, signal, ended } = await start();
  let outcome: Outcome = 'broken-off';
  try {
    const first = await pieces.next();
    response.attachment(fileName);
    const text = Readable.from(chained(first, pieces), { objectMode: false });
    await pipeline(text, response, { signal });
    outcome = 'completed';
  } catch (error) {
    if (isForbidden(error)) outcome = 'rights-ended';
    if (!response.headersSent && !response.destroyed) throw error;
    if (!isBrokenOff(error)) answerOrFault(error, logger, { id: requestIdOf(response), where: `GET ${request.path}` });
  } finally {
    ended(outcome);
  }
}

async function* chained(first: IteratorResult<string, unknown>, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}

/**
 * A page of another site could send the operator's browser here, which would download the file. It cannot read the file, but it
 * could start many exports. Browsers that do not tell the origin of a GET are limited to one export at a time, as all others.
 */
function isFromOtherSite({ headers }: Request): boolean {
  const site = headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

/** The operator has logged out, was deactivated or has another role by now. */
const isForbidden = (error: unknown): boolean =>
  error instanceof DomainError && (error.kind === 'unauthenticated' || error.kind === 'forbidden');

/** The client has disconnected, or the service stops. */
const isBrokenOff = (error: unknown): boolean =>
  ['ABORT_ERR', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_UNABLE_TO_PIPE', 'ECONNRESET', 'EPIPE'].includes(
    String((error as NodeJS.ErrnoException).code),
  );
