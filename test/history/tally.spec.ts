import type { Try } from './history.js';
import type { Kept } from './kept.js';
import { tallyOf } from './tally.js';

const pressed = (member: number, code?: string): Try => ({
  member,
  coupon: 1,
  work: 7,
  began: 10,
  ended: 20,
  outcome: code ? { kind: 'ok', code, fresh: true } : { kind: 'unknown', why: 'ECONNRESET' },
});
const row = (member: number, code: string): Kept['rows'][number] => ({ member, work: 7, code, revoked: false });
const ledger = [
  { kind: 'opening', delta: 2, at: 0 },
  { kind: 'issued', delta: -2, at: 12 },
];
const exact = { acknowledged: 2, unknown: 1, lost: 0, over: 0, double: 0 };

describe('What is counted of a sale', () => {
  const tries = [pressed(1, 'AAAA'), pressed(2), pressed(2, 'BBBB')];

  it.each([
    ['an exact one', [row(1, 'AAAA'), row(2, 'BBBB')], 0, exact],
    ['a code that is lost', [row(2, 'BBBB')], 1, { ...exact, lost: 1 }],
    ['another code than was told', [row(1, 'XXXX'), row(2, 'BBBB')], 0, { ...exact, lost: 1 }],
    ['one more than the stock', [row(1, 'AAAA'), row(2, 'BBBB'), row(3, 'CCCC')], 0, { ...exact, over: 1 }],
    ['a unit that was issued and is still in the stock', [row(1, 'AAAA'), row(2, 'BBBB')], 1, { ...exact, over: 1 }],
    ['two of one member', [row(1, 'AAAA'), row(2, 'BBBB'), row(2, 'CCCC')], -1, { ...exact, over: 1, double: 1 }],
    ['one code that two hold', [row(1, 'AAAA'), row(2, 'BBBB'), row(3, 'AAAA')], -1, { ...exact, over: 1, double: 1 }],
  ])('%s', (_, rows, left, expected) => {
    expect(tallyOf(tries, { rows, ledger, left })).toEqual(expected);
  });
});
