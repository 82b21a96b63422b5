import { contenders } from '../contenders.js';
import { workloads } from '../workloads.js';
import { labelOf } from './label.js';
import { machineLines } from './machine-lines.js';
import { findingLines } from './finding-lines.js';
import { fixed, mebibytes, spreadText, table, whole } from './markdown.js';
import { ratioWithinRounds, spread } from './statistics.js';

const HEADS = [
  'maximum semi-space',
  '>ratio to the smallest',
  '>responses a second',
  '>p50 ms',
  '>p99 ms',
  '>CPU s per 1,000',
  '>peak memory',
];

/** @param results `{ machine, plan, runs }`, runs with `semiSpace` in MiB @returns {string} Markdown */
export function heapReport(results) {
  const { plan, runs } = results;
  const sections = plan.contenders.flatMap((contender) =>
    plan.workloads.flatMap((workload) =>
      plan.connections.map((connections) => section(runs, { contender, workload, connections })),
    ),
  );
  return [
    '# Size of the young generation',
    machineLines(results),
    'Median of the rounds (minimum–maximum); ratios are computed within each round.',
    ...sections,
    ...findingLines(runs, ({ contender, semiSpace }) => `${contender}, ${semiSpace} MiB`),
    '',
  ].join('\n\n');
}

function section(runs, asked) {
  const mine = runs.filter((run) => Object.keys(asked).every((name) => run[name] === asked[name]));
  const title = `## ${labelOf(contenders, asked.contender)}: ${labelOf(workloads, asked.workload)}, ${asked.connections} connections`;
  return `${title}\n\n${table(HEADS, rows(mine))}`;
}

function rows(runs) {
  const sizes = [...new Set(runs.map(({ semiSpace }) => semiSpace))].sort((a, b) => a - b);
  const smallest = runs.filter(({ semiSpace }) => semiSpace === sizes[0]);
  return sizes.map((size) => {
    const mine = runs.filter(({ semiSpace }) => semiSpace === size);
    const figure = (name) => spread(mine.map((run) => run[name]));
    const ratio = ratioWithinRounds(mine, smallest);
    return [
      `${size} MiB`,
      `**${spreadText(ratio, (value) => fixed(value, 2))}**`,
      spreadText(figure('perSecond'), whole),
      fixed(figure('p50Ms').median, 2),
      fixed(figure('p99Ms').median, 2),
      fixed(figure('cpuPerThousand').median, 3),
      mebibytes(figure('peakBytes').most),
    ];
  });
}
