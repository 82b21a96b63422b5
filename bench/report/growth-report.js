import { contenders } from '../contenders.js';
import { workloads } from '../workloads.js';
import { findingLines } from './finding-lines.js';
import { labelOf } from './label.js';
import { machineLines } from './machine-lines.js';
import { fixed, mebibytes, spreadText, table, whole } from './markdown.js';
import { ratioWithinRounds, spread } from './statistics.js';

const HEADS = [
  'already issued',
  '>ratio to the smallest number',
  '>issued a second',
  '>p50 ms',
  '>p99 ms',
  '>CPU s per 1,000',
  '>peak memory',
  '>wrong',
  '>5xx',
];

/** @param results `{ machine, plan, runs }` @returns {string} Markdown */
export function growthReport(results) {
  const { plan, runs } = results;
  const sections = plan.contenders.flatMap((contender) =>
    plan.workloads.flatMap((workload) =>
      plan.connections.map((connections) => {
        const mine = runs.filter(
          (run) => run.contender === contender && run.workload === workload && run.connections === connections,
        );
        const title = `## ${labelOf(contenders, contender)}: ${labelOf(workloads, workload)}, ${connections} connections`;
        return `${title}\n\n${table(HEADS, rows(mine))}`;
      }),
    ),
  );
  return [
    '# Issuing with a growing table',
    machineLines(results),
    'Median of the rounds (minimum–maximum); ratios are computed within each round. After each run, the responses to all ' +
      'clients were compared with the database; `npm run verify` was run once for each number.',
    ...sections,
    ...findingLines(runs, ({ contender, level }) => `${contender}, ${level} rows`),
    '',
  ].join('\n\n');
}

function rows(runs) {
  const levels = [...new Set(runs.map(({ level }) => level))].sort((a, b) => a - b);
  const fewest = runs.filter(({ level }) => level === levels[0]);
  return levels.map((level) => {
    const mine = runs.filter((run) => run.level === level);
    const figure = (name) => spread(mine.map((run) => run[name]));
    const sum = (...names) => mine.reduce((all, run) => all + names.reduce((part, name) => part + run[name], 0), 0);
    const ratio = ratioWithinRounds(mine, fewest);
    return [
      whole(level),
      `**${spreadText(ratio, (value) => fixed(value, 2))}**`,
      spreadText(figure('perSecond'), whole),
      fixed(figure('p50Ms').median, 2),
      fixed(figure('p99Ms').median, 2),
      fixed(figure('cpuPerThousand').median, 3),
      mebibytes(figure('peakBytes').most),
      String(sum('wrong', 'broken')),
      String(sum('failures')),
    ];
  });
}
