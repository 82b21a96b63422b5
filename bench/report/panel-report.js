import { contenders } from '../contenders.js';
import { findingLines } from './finding-lines.js';
import { labelOf } from './label.js';
import { machineLines } from './machine-lines.js';
import { fixed, spreadText, table, whole } from './markdown.js';
import { ratioWithinRounds, spread } from './statistics.js';

const GOAL = { throughput: 0.95, p99: 1.3, idleMs: 300 };

/** @param results `{ machine, plan, runs }` with one entry for each contender @returns {string} Markdown */
export function panelReport({ machine, plan, runs: results }) {
  const runs = results.flatMap((one) => one.runs);
  return [
    '# Issuing while the panel is read',
    machineLines({ machine, plan, runs }),
    `Issuing at ${plan.connections[0]} connections with ${whole(plan.levels.at(-1))} coupons already issued, alternately ` +
      'without and with an operator who requests each address of a screen once a second (`costliest`: only the address that ' +
      'costs most CPU time). Ratios are computed within each round: median (minimum–maximum).',
    ...results.map(section),
    ...findingLines(runs, ({ contender, screen, round }) => `${contender}, ${screen}, round ${round}`),
    '',
  ].join('\n\n');
}

const HEADS = [
  'screen',
  '>addresses',
  '>issued a second without',
  '>with',
  `>ratio (≥ ${GOAL.throughput})`,
  '>p99 ms without',
  '>with',
  `>ratio (≤ ${GOAL.p99})`,
  '',
];

function section({ contender, alone, runs }) {
  const screens = [...new Set(runs.map(({ screen }) => screen))];
  const slowest = Math.max(...alone.map(({ mostMs }) => mostMs));
  const cost = alone.reduce((sum, { cpuMs }) => sum + (cpuMs ?? NaN), 0);
  const rows = [...alone]
    .sort((a, b) => (b.cpuMs ?? b.medianMs) - (a.cpuMs ?? a.medianMs))
    .map(({ address, medianMs, mostMs, cpuMs }) => [
      `\`${decodeURIComponent(address).replaceAll('|', '')}\``,
      fixed(medianMs, 1),
      fixed(mostMs, 1),
      fixed(cpuMs, 2),
    ]);
  return [
    `## ${labelOf(contenders, contender)}`,
    table(
      HEADS,
      screens.map((screen) =>
        screenRow(
          screen,
          runs.filter((run) => run.screen === screen),
        ),
      ),
    ),
    `The slowest address on the idle server took ${fixed(slowest, 0)} ms (goal: ${GOAL.idleMs} ms, ${met(slowest <= GOAL.idleMs)}). ` +
      `${alone.length} addresses. One request to each of them costs ${fixed(cost, 0)} ms of CPU time in total:`,
    table(['address', '>median ms, idle', '>maximum ms, idle', '>CPU ms'], rows),
  ].join('\n\n');
}

function screenRow(screen, runs) {
  const of = (isWith) => runs.filter((run) => run.isWith === isWith);
  const figure = (name, isWith) => spread(of(isWith).map((run) => run[name]));
  const [speed, p99] = ['perSecond', 'p99Ms'].map((name) => ratioWithinRounds(of(true), of(false), name));
  return [
    screen,
    runs[0].addresses,
    ...pair(figure, 'perSecond', whole),
    spreadText(speed, two),
    ...pair(figure, 'p99Ms', (value) => fixed(value, 1)),
    spreadText(p99, two),
    met(speed.median >= GOAL.throughput && p99.median <= GOAL.p99),
  ];
}

const two = (value) => fixed(value, 2);
const met = (yes) => (yes ? '✓' : '✗');
const pair = (figure, name, say) => [false, true].map((isWith) => say(figure(name, isWith).median));
