import { ForbiddenException, HttpException } from '@nestjs/common';
import { errorAnswer } from './error-answer.js';

describe('errorAnswer for errors of libraries', () => {
  it.each([
    ['Nest’s 403', new ForbiddenException(), 403, 'FORBIDDEN'],
    ['Express’s 400', { status: 400 }, 400, 'BAD_REQUEST'],
    ['a precondition', { status: 412 }, 412, 'PRECONDITION_FAILED'],
    ['a body parser’s 413', { status: 413 }, 413, 'BODY_TOO_LARGE'],
    ['Nest’s 503', new HttpException('closing', 503), 503, 'UNAVAILABLE'],
  ])('%s keeps its status and says no more than that', (_, error, status, code) => {
    const answer = errorAnswer(error);
    expect([answer?.status, answer?.body['code']]).toEqual([status, code]);
  });

  it('contains the length of the file if the range was beyond its end', () => {
    const error = { status: 416, headers: { 'Content-Range': 'bytes */9', 'X-Other': 'stays inside' } };
    expect(errorAnswer(error)).toMatchObject({ status: 416, headers: { 'Content-Range': 'bytes */9' } });
    expect(errorAnswer(error)?.headers).not.toHaveProperty('X-Other');
  });

  it.each([
    [new Error('a fault')],
    [{ status: 500 }],
    [{ status: 418 }],
    [new HttpException('conflict', 409)],
    [{ status: 200 }],
    [undefined],
    ['text'],
  ])('is undefined for %j, an error of the service', (error) => expect(errorAnswer(error)).toBeUndefined());
});
