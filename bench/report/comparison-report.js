import { contenders } from '../contenders.js';
import { workloads } from '../workloads.js';
import { goalsTable } from './goals.js';
import { machineLines } from './machine-lines.js';
import { fixed, mebibytes, NOTHING, oneLine, spreadText, table, whole } from './markdown.js';
import { LIMIT, Summary } from './summary.js';

const HEADS = [
  'contender',
  '>ratio to bare node:http',
  '>responses a second',
  '>p50 ms',
  '>p95 ms',
  '>p99 ms',
  '>CPU s per 1,000',
  '>peak memory',
  '>wrong',
  '>5xx',
];

/** @param results `{ machine, plan, runs }` @returns {string} Markdown */
export function comparisonReport(results) {
  const { plan, runs } = results;
  const summary = new Summary(runs);
  const sections = workloads
    .filter(({ key }) => plan.workloads.includes(key))
    .flatMap((workload) => plan.connections.map((connections) => section(summary, plan, workload, connections)));
  return [
    '# Comparison',
    machineLines(results),
    'Median of the rounds (minimum–maximum); ratios are computed within each round. CPU and memory are those of all ' +
      'processes of a contender, including its database; shared memory is counted once. After each issuing run, the ' +
      'responses to all clients were compared with the database, and `npm run verify` was run. Differences are counted as ' +
      '“wrong”.',
    '## Goals, at 64 connections',
    goalsTable(summary),
    ...sections,
    faultLines(summary, plan),
    '## Guarantees',
    promises(plan),
    '',
  ]
    .filter((part) => part !== undefined)
    .join('\n\n');
}

function section(summary, plan, { key, label }, connections) {
  const rows = plan.contenders
    .filter((contender) => summary.has(contender, key, connections))
    .map((contender) => row(summary, contender, key, connections))
    .sort((a, b) => b.speed - a.speed)
    .map(({ cells }) => cells);
  const title = `## ${label[0].toUpperCase()}${label.slice(1)}, ${connections} connection${connections > 1 ? 's' : ''}`;
  return `${title}\n\n${table(HEADS, rows)}`;
}

function row(summary, contender, workload, connections) {
  const figure = (name) => summary.figure(contender, workload, connections, name);
  const { wrong, failures } = summary.faults(contender, workload, connections);
  const ratio = summary.ratio(contender, LIMIT, workload, connections);
  const { label, fixed: decidesNothing } = contenders.find(({ key }) => key === contender);
  const cells = [
    label,
    `**${spreadText(ratio, (value) => fixed(value, 2))}**`,
    spreadText(figure('perSecond'), whole),
    ...['p50Ms', 'p95Ms', 'p99Ms'].map((name) => fixed(figure(name).median, 2)),
    fixed(figure('cpuPerThousand').median, 3),
    mebibytes(figure('peakBytes').most),
    wrong > 0 ? `**${wrong}**` : decidesNothing ? NOTHING : '0',
    failures > 0 ? `**${failures}**` : '0',
  ];
  return { cells, speed: figure('perSecond').median || 0 };
}

function faultLines(summary, plan) {
  const lines = plan.contenders.flatMap((contender) =>
    plan.workloads.flatMap((workload) =>
      plan.connections.flatMap((connections) =>
        summary
          .faults(contender, workload, connections)
          .findings.map((text) => `- ${contender}, ${workload}, ${connections} connections, ${oneLine(text)}`),
      ),
    ),
  );
  return lines.length > 0 ? `## What went wrong\n\n${lines.join('\n')}` : undefined;
}

function promises({ contenders: measured, skipped }) {
  const rows = contenders
    .filter(({ key }) => measured.includes(key) || skipped.includes(key))
    .map(({ key, label, promises: does, cannot }) => [
      skipped.includes(key) ? `${label} (skipped)` : label,
      does,
      cannot,
    ]);
  return table(['', 'guarantees', 'limitations'], rows);
}
