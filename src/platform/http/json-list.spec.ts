/* eslint-disable @typescript-eslint/require-await -- the pieces of a real list are awaited */
import express from 'express';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { sendJsonList } from './json-list.js';

type Pieces = () => AsyncGenerator<readonly unknown[]>;

describe('sendJsonList', () => {
  let server: Server;
  let pieces: Pieces;
  let sent: Promise<void>;

  beforeAll(async () => {
    const app = express().get('/', (_request, response) => void (sent = sendJsonList(response, pieces())));
    server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => void server.close());

  const ask = (signal?: AbortSignal): Promise<Response> =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { signal: signal ?? null });

  it.each<[what: string, pieces: unknown[][]]>([
    ['no piece', []],
    ['an empty piece', [[]]],
    ['one piece', [[1, 'two']]],
    ['several', [[1], [{ two: 2 }, null], ['three']]],
    ['several with empty ones', [[], [1], [], [2], []]],
    ['only empty ones', [[], [], []]],
  ])('sends %s as one array', async (_what, parts) => {
    pieces = async function* () {
      yield* parts;
    };
    const answer = await ask();
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await answer.json()).toEqual(parts.flat());
  });

  it('rejects after an error before the first part', async () => {
    pieces = async function* () {
      throw new Error('down');
    };
    const aborted = new AbortController();
    const answer = ask(aborted.signal).catch(() => undefined);
    await once(server, 'request');
    await expect(sent).rejects.toThrow('down');
    aborted.abort();
    await answer;
  });

  it('closes the connection after a later error, and logs it', async () => {
    const log = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    pieces = async function* () {
      yield [1];
      yield [2];
      throw new Error('down');
    };
    await expect(ask().then((answer) => answer.text())).rejects.toThrow();
    await sent;
    expect(log).toHaveBeenCalledTimes(1);
    log.mockRestore();
  });

  it('stops reading when the client disconnects', async () => {
    const log = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    const aborted = new AbortController();
    let ended: () => void;
    const end = new Promise<void>((resolve) => (ended = resolve));
    pieces = async function* () {
      try {
        for (;;) yield ['x'.repeat(10_000)];
      } finally {
        ended();
      }
    };
    await ask(aborted.signal);
    aborted.abort();
    await end;
    await sent;
    expect(log).not.toHaveBeenCalled();
    log.mockRestore();
  });
});
