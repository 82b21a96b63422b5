import { overloaded } from '../../errors/overloaded.js';
import { errorAnswer } from '../errors/error-answer.js';

const PLACEHOLDER = 'id-of-the-request';

/**
 * The body of `OVERLOADED`, in UTF-8 bytes as a one-byte string: Node writes it together with the head without encoding it
 * again. It is built once, because under overload most requests get it, and only their ids differ.
 */
const [BEFORE_ID = '', AFTER_ID = ''] = Buffer.from(JSON.stringify(errorAnswer(overloaded(), 'ko', PLACEHOLDER)!.body))
  .toString('latin1')
  .split(PLACEHOLDER);

/** @returns the body for this request, to be sent with the encoding `latin1` */
export const overloadBody = (requestId: string): string => BEFORE_ID + requestId + AFTER_ID;
