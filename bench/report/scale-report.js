import { arrangements } from '../scale.js';
import { findingLines } from './finding-lines.js';
import { machineLines } from './machine-lines.js';
import { fixed, spreadText, table, whole } from './markdown.js';
import { ratioWithinRounds, spread } from './statistics.js';

const HEADS = [
  'processes',
  '>issued a second',
  '>ratio to one process',
  '>p50 ms',
  '>p99 ms',
  '>CPU s per 1,000: service',
  '>PostgreSQL',
  '>nginx',
  '>lock wait ms',
  '>lock hold ms',
  '>batches a second',
];

/** @param results `{ machine, plan, runs }` of `scale` @returns {string} Markdown */
export function scaleReport(results) {
  const { plan, runs } = results;
  return [
    '# Issuing one coupon with several processes on PostgreSQL',
    machineLines(results),
    `${plan.connections[0]} connections in all, one coupon. All arrangements ran at the same time and were loaded in turns. ` +
      'Median of the rounds (minimum–maximum); ratios are computed within each round. With fewer cores than processes this ' +
      'shows what several processes cost, not how much faster they are.',
    table(HEADS, rows(runs)),
    ...findingLines(runs, ({ arrangement, round }) => `${arrangement}, round ${round}`),
    '',
  ].join('\n\n');
}

function rows(runs) {
  const of = (key) => runs.filter(({ arrangement }) => arrangement === key);
  const one = of(arrangements[0].key);
  return arrangements
    .map(({ key, label }) => ({ label, mine: of(key) }))
    .filter(({ mine }) => mine.length > 0)
    .map(({ label, mine }) => {
      const figure = (name) => spread(mine.map((run) => run[name]));
      const cpu = (component) => fixed(spread(mine.map((run) => run.cpuByComponent?.[component])).median, 3);
      return [
        label,
        spreadText(figure('perSecond'), whole),
        `**${spreadText(ratioWithinRounds(mine, one), (value) => fixed(value, 2))}**`,
        fixed(figure('p50Ms').median, 1),
        fixed(figure('p99Ms').median, 1),
        cpu('service'),
        cpu('database'),
        cpu('nginx'),
        fixed(figure('waitMs').median, 2),
        fixed(figure('holdMs').median, 2),
        whole(figure('batchesPerSecond').median),
      ];
    });
}
