import { allRight, Summary } from './summary.js';

const run = (round, contender, perSecond, more = {}) => ({
  round,
  contender,
  workload: 'issuing',
  connections: 64,
  perSecond,
  wrong: 0,
  failures: 0,
  broken: 0,
  findings: [],
  ...more,
});

describe('Summary', () => {
  it('computes ratios within a round, so that a slow round affects both', () => {
    const summary = new Summary([
      run(1, 'bare-http', 1000),
      run(1, 'ours', 500),
      run(2, 'bare-http', 100),
      run(2, 'ours', 60),
    ]);
    expect(summary.ratio('ours', 'bare-http', 'issuing', 64)).toEqual({ median: 0.55, least: 0.5, most: 0.6 });
  });

  it('ignores a round that did not run', () => {
    const summary = new Summary([
      run(1, 'bare-http', 1000),
      run(1, 'ours', undefined, { findings: ['did not run'] }),
      run(2, 'bare-http', 100),
      run(2, 'ours', 60),
    ]);
    expect(summary.ratio('ours', 'bare-http', 'issuing', 64).median).toBe(0.6);
    expect(summary.faults('ours', 'issuing', 64)).toMatchObject({ wrong: 1, failures: 0 });
  });
});

describe('allRight', () => {
  it.each([[{ wrong: 1 }], [{ failures: 1 }], [{ broken: 1 }], [{ findings: ['verify: DOUBLE_CODE'] }]])(
    'is false after %j',
    (fault) => {
      expect(allRight([run(1, 'ours', 1)])).toBe(true);
      expect(allRight([run(1, 'ours', 1), run(2, 'ours', 1, fault)])).toBe(false);
    },
  );
});
