import { Tally } from './tally.js';

const refusal = (code: string) => ({ status: 400, body: JSON.stringify({ result: '아니요', code }) });

describe('Tally', () => {
  it('counts by code, and times presses that were sent after the opening', () => {
    const tally = new Tally(10, 100);
    tally.add(refusal('NOT_STARTED'), 50, 99);
    tally.add({ status: 201, body: '{"code":"ABCDEFGH"}' }, 100, 104);
    tally.add(refusal('SOLD_OUT'), 101, 103);
    tally.add({ status: 502, body: '<html>' }, 102, 150);
    tally.addUnanswered();
    expect([tally.issued, tally.unanswered, tally.total, tally.answered]).toEqual([1, 1, 5, 3]);
    expect(Object.fromEntries(tally.refused)).toEqual({ NOT_STARTED: 1, SOLD_OUT: 1, HTTP_502: 1 });
    expect([tally.lastIssuedAt, tally.lastAnswerAt]).toEqual([104, 150]);
    expect(tally.percentiles(0.5, 0.99, 1)).toEqual([4, 48, 48]);
  });

  it('has no times without presses', () => {
    expect(new Tally(1, 0).percentiles(0.5)).toEqual([0]);
  });
});
