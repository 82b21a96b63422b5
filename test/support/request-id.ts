import { Answer } from './answer.js';

/** The ids that the service accepts and makes. */
export const REQUEST_ID = /^[A-Za-z0-9_-]{8,64}$/;

/** The answer without its request's id in the headers and with a placeholder in the body, to be compared with another answer. */
export function withoutRequestId({ status, headers, text }: Answer): Answer {
  const { 'x-request-id': id, ...others } = headers;
  return new Answer(status, others, id === undefined ? text : text.replaceAll(String(id), 'REQUEST-ID'));
}

/** An error page shows its request's id, for the visitor to report. */
export function expectNumbered(page: Answer): void {
  expect(page.header('x-request-id')).toMatch(REQUEST_ID);
  expect(page.text).toContain(`요청 번호 <span>${page.header('x-request-id')}</span>`);
}
