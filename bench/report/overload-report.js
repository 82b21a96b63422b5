import { contenders } from '../contenders.js';
import { findingLines } from './finding-lines.js';
import { labelOf } from './label.js';
import { machineLines } from './machine-lines.js';
import { fixed, table, whole } from './markdown.js';

const HEADS = [
  'presses',
  '>answered with a code a second',
  '>p50 ms',
  '>p99 ms',
  '>maximum ms',
  '>refused (503)',
  '>p99 ms of refusals',
  '>without Retry-After',
  '>not sent',
  '>overtaken by, ms',
  'health check',
  'dashboard',
];

const PHASES = { before: 'before', during: 'at twice this rate', after: '5 s after it' };

/** @param results `{ machine, plan, runs }` of `overload` @returns {string} Markdown */
export function overloadReport(results) {
  const { plan, runs } = results;
  return [
    '# Issuing while presses come at twice the possible rate',
    machineLines(results),
    `The rate is measured at ${plan.connections[0]} connections. Then presses are sent at twice this rate for ` +
      `${plan.measureMs / 1000} s, whether or not earlier ones were answered; times count from the moment when a press was due. ` +
      'Overtaken: the longest time by which a press was sent before one that got an earlier coupon.',
    ...plan.contenders.map((contender) => section(runs.filter((run) => run.contender === contender))),
    ...findingLines(runs, ({ contender, round, phase }) => `${contender}, round ${round}, ${phase}`),
    '',
  ].join('\n\n');
}

const section = (runs) => `## ${labelOf(contenders, runs[0].contender)}\n\n${table(HEADS, runs.map(row))}`;

const row = ({ phase, perSecond, p50Ms, p99Ms, mostMs, ...run }) => [
  PHASES[phase],
  whole(perSecond),
  ...[p50Ms, p99Ms, mostMs].map((ms) => fixed(ms, 0)),
  ...(run.refused === undefined
    ? ['', '', '', '', '']
    : [
        whole(run.refused),
        fixed(run.refusedP99Ms, 0),
        whole(run.withoutRetryAfter),
        whole(run.unsent),
        fixed(run.overtakenMs, 0),
      ]),
  answersOf(run.health),
  answersOf(run.panel),
];

const answersOf = (visitor) =>
  visitor === undefined
    ? ''
    : `${Object.entries(visitor.statuses)
        .map(([status, count]) => `${count} × ${status}`)
        .join(', ')}, at most ${fixed(visitor.longestMs, 0)} ms`;
