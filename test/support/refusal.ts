import type { Answer } from './answer.js';
import { REQUEST_ID } from './request-id.js';

const INTERNALS =
  /node_modules|\n\s+at |\.[jt]s:\d+|\b(SELECT|INSERT|UPDATE|DELETE) |SQLITE_|QueryFailed|TypeError|SyntaxError/;

/**
 * A refusal in the contract's form: this status, JSON with a stable code and the request's id of the header, and not a word of
 * how the server is made.
 * @returns the body without the id, which differs each time
 */
export function expectRefusal(answer: Answer, status: number, code?: string): Record<string, unknown> {
  expect({ status: answer.status, text: answer.text }).toEqual({ status, text: expect.any(String) as string });
  expect(answer.header('content-type')).toContain('application/json');
  const { request_id: id, ...body } = answer.json();
  expect([id, id]).toEqual([answer.header('x-request-id'), expect.stringMatching(REQUEST_ID)]);
  expect(body['code']).toEqual(code ?? expect.stringMatching(/^[A-Z][A-Z_]+$/));
  expect(answer.text).not.toMatch(INTERNALS);
  return body;
}

/** As `expectRefusal`, and the body is exactly this beside its code. */
export function expectRefusalWith(answer: Answer, status: number, code: string, body: Record<string, unknown>): void {
  expect(expectRefusal(answer, status, code)).toEqual({ ...body, code });
}
