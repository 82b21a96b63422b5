import { verificationChecks } from '../coupon/verification/verification.checks.js';
import { exitCodeOf, problemsOf, type RehearsalResult } from './rehearsal-result.js';

const result = (change: Partial<RehearsalResult> = {}): RehearsalResult => ({
  coupon: { id: 3, name: '쿠폰' },
  database: 'SQLite',
  members: 200,
  connections: 16,
  presses: 1_000,
  stockBefore: 50,
  stockAfter: 0,
  soldOutMs: 40,
  issued: 50,
  refused: { NOT_STARTED: 100, SOLD_OUT: 840, ALREADY_ISSUED: 10 },
  unanswered: 0,
  pressesPerSecond: 5_000,
  p50Ms: 1,
  p99Ms: 2,
  maxMs: 3,
  bottleneck: { first: undefined, shares: [], measuredSeconds: 0.2 },
  findings: [],
  ...change,
});

describe('The exit code of a rehearsal', () => {
  it('is 0 if the ledger agrees and no press failed', () => {
    expect(exitCodeOf(result())).toBe(0);
    expect(exitCodeOf(result({ refused: { THROTTLED: 5, OVERLOADED: 5, ENDED: 1 } }))).toBe(0);
  });

  it('is 1 after a finding of the verification', () => {
    expect(exitCodeOf(result({ findings: [{ check: verificationChecks('sqlite')[0]!, rows: [{ id: 3 }] }] }))).toBe(1);
  });

  it.each([
    ['a press without a response', { unanswered: 1 }, /응답을 받지 못한 누름이 있습니다: 1회/],
    ['a failure of the service', { refused: { UNAVAILABLE: 2 } }, /UNAVAILABLE 2회/],
    ['a refusal that no member should get', { refused: { NOT_AUTHENTICATED: 3 } }, /NOT_AUTHENTICATED 3회/],
    ['an acknowledged coupon that is not in the database', { stockAfter: 1 }, /49개가 나갔는데.* 50회/],
    ['a coupon that nobody got', { issued: 49 }, /50개가 나갔는데.* 49회/],
  ])('is 1 after %s', (_, change, sentence) => {
    expect(problemsOf(result(change))).toEqual([expect.stringMatching(sentence)]);
    expect(exitCodeOf(result(change))).toBe(1);
  });

  it('a press without a known outcome explains a coupon that nobody got', () => {
    const problems = problemsOf(result({ issued: 48, unanswered: 1, refused: { UNAVAILABLE: 1 } }));
    expect(problems.filter((problem) => problem.includes('재고'))).toEqual([]);
  });
});
