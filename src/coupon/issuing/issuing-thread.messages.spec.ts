import fc from 'fast-check';
import { issuedRow, type IssueResult } from './batch-program.js';
import { packBatch, packResult, unpackBatch, unpackResult } from './issuing-thread.messages.js';
import type { Press } from './press.js';

const AT = new Date('2026-10-01T03:00:00.123Z');

const presses = fc.array(fc.record({ couponId: fc.constant(7), userId: fc.nat(), workId: fc.nat() }), {
  maxLength: 40,
});

const verdictOn = (press: Press): fc.Arbitrary<IssueResult> => {
  const row = fc
    .tuple(fc.nat(), fc.stringMatching(/^[A-Z2-9]{8}$/))
    .map(([id, code]) => issuedRow(press, id, code, AT));
  return fc.oneof(
    row.map((issued): IssueResult => ({ kind: 'issued', row: issued })),
    row.map((held): IssueResult => ({ kind: 'held', row: { ...held, revokedAt: AT } })),
    fc.record({ kind: fc.constant('missing' as const), couponMissing: fc.boolean(), workMissing: fc.boolean() }),
    fc.constant<IssueResult>({ kind: 'closed', why: 'paused' }),
    fc.constant<IssueResult>({ kind: 'sold-out' }),
  );
};

const settled = presses.chain((all) =>
  fc.record({
    all: fc.constant(all),
    results: fc.tuple(...all.map(verdictOn)),
    remaining: fc.option(fc.nat(), { nil: undefined }),
  }),
);

describe('Messages between the threads', () => {
  it('transfer every batch unchanged', () => {
    fc.assert(fc.property(presses, (all) => expect(unpackBatch(structuredClone(packBatch(7, all)))).toEqual(all)));
  });

  it('transfer every result unchanged', () => {
    fc.assert(
      fc.property(settled, ({ all, results, remaining }) => {
        const packed = structuredClone(packResult({ results, remaining }));
        expect(unpackResult(all, packed)).toEqual({ results, remaining });
      }),
    );
  });
});
