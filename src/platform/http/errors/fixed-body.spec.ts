import { overloaded } from '../../errors/overloaded.js';
import { unavailable } from '../../errors/unavailable.js';
import { errorAnswer } from './error-answer.js';
import { fixedBody } from './fixed-body.js';

describe('fixedBody', () => {
  it.each([overloaded(), unavailable()])('has the bytes that the error filter sends for $code', (refusal) => {
    for (const id of ['abcdef12-1000000001', 'abcdef12-1000000002']) {
      const { body } = errorAnswer(refusal, 'ko', id)!;
      expect(Buffer.from(fixedBody(refusal, id), 'latin1').toString()).toBe(JSON.stringify(body));
    }
  });
});
