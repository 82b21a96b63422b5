import { overloaded } from '../../errors/overloaded.js';
import { errorAnswer } from '../errors/error-answer.js';
import { overloadBody } from './overload-body.js';

describe('overloadBody', () => {
  it('has the bytes that any other refusal of the same kind has', () => {
    const { body } = errorAnswer(overloaded(), 'ko', 'abcdef12-1000000001')!;
    expect(Buffer.from(overloadBody('abcdef12-1000000001'), 'latin1').toString()).toBe(JSON.stringify(body));
  });
});
