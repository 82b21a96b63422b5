import { heapReport } from './heap-report.js';

const machine = {
  date: '2026-11-24',
  cores: 2,
  processor: 'a processor',
  memoryGiB: 8,
  system: 'Linux',
  node: 'v20',
  databases: [],
  diskSyncMs: 0.1,
};
const plan = {
  contenders: ['toodat-sqlite'],
  workloads: ['issuing'],
  connections: [64],
  rounds: 2,
  measureMs: 1000,
  warmUpMs: 1000,
};
const run = (round, semiSpace, perSecond) => ({
  round,
  semiSpace,
  perSecond,
  contender: 'toodat-sqlite',
  workload: 'issuing',
  connections: 64,
  findings: [],
});

describe('The report on the young generation', () => {
  it('compares each size with the smallest of the same round', () => {
    const report = heapReport({
      machine,
      plan,
      runs: [run(1, 16, 100), run(1, 64, 110), run(2, 16, 200), run(2, 64, 240)],
    });
    expect(report).toContain('| 16 MiB | **1.00 (1.00–1.00)** | 150 (100–200) |');
    expect(report).toContain('| 64 MiB | **1.15 (1.10–1.20)** | 175 (110–240) |');
    expect(report).not.toContain('What went wrong');
  });

  it('names the size of a run with a finding', () => {
    const broken = { ...run(1, 64, 0), findings: ['a code twice'] };
    expect(heapReport({ machine, plan, runs: [run(1, 16, 100), broken] })).toContain(
      '- toodat-sqlite, 64 MiB: `a code twice`',
    );
  });
});
