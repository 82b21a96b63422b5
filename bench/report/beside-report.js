import { loads } from '../beside/loads.js';
import { contenders } from '../contenders.js';
import { findingLines } from './finding-lines.js';
import { labelOf } from './label.js';
import { machineLines } from './machine-lines.js';
import { fixed, spreadText, table, whole } from './markdown.js';
import { ratioWithinRounds, spread } from './statistics.js';

const HEADS = [
  'other requests',
  '>issued a second without',
  '>with',
  '>ratio',
  '>p99 ms without',
  '>with',
  '>maximum ms without',
  '>with',
  'responses to the other requests',
];

/** @param results `{ machine, plan, runs }` of `issueBeside` @returns {string} Markdown */
export function besideReport(results) {
  const { plan, runs } = results;
  return [
    '# Issuing during other requests',
    machineLines(results),
    `Issuing at ${plan.connections[0]} connections, alternately without and with other requests. Median ` +
      'of the rounds (minimum–maximum); ratios are computed within each round.',
    ...plan.contenders.map((contender) => section(runs.filter((run) => run.contender === contender))),
    ...findingLines(runs, ({ contender, load, round }) => `${contender}, ${load}, round ${round}`),
    '',
  ].join('\n\n');
}

function section(runs) {
  const rows = loads
    .map((load) => ({ load, mine: runs.filter((run) => run.load === load.key) }))
    .filter(({ mine }) => mine.length > 0)
    .map(({ load, mine }) => row(load, mine));
  return `## ${labelOf(contenders, runs[0].contender)}\n\n${table(HEADS, rows)}`;
}

function row({ label }, runs) {
  const of = (isWith) => runs.filter((run) => run.isWith === isWith);
  const figure = (isWith, name) => spread(of(isWith).map((run) => run[name]));
  const ratio = ratioWithinRounds(of(true), of(false));
  const ms = (isWith, name) => spreadText(figure(isWith, name), (value) => fixed(value, 0));
  return [
    label,
    whole(figure(false, 'perSecond').median),
    whole(figure(true, 'perSecond').median),
    spreadText(ratio, (value) => fixed(value, 2)),
    ms(false, 'p99Ms'),
    ms(true, 'p99Ms'),
    ms(false, 'mostMs'),
    ms(true, 'mostMs'),
    answers(of(true)),
  ];
}

function answers(runs) {
  const sums = {};
  for (const { statuses } of runs)
    for (const [status, count] of Object.entries(statuses)) sums[status] = (sums[status] ?? 0) + count;
  return Object.entries(sums)
    .map(([status, count]) => `${count} × ${status}`)
    .join(', ');
}
