import { fixed, table } from './markdown.js';
import { LIMIT } from './summary.js';

const CONNECTIONS = 64;
const RUSH = 256;

/** The performance goals of the service, each a ratio of two figures of one run. */
const GOALS = [
  goal('issuing, SQLite, ratio to bare node:http', 'toodat-sqlite', 'issuing', 0.5, 0.7),
  goal('issuing, PostgreSQL, ratio to bare node:http', 'toodat-postgres', 'issuing', 0.35, 0.5),
  goal('issuing, SQLite, ratio to the better row-by-row design', 'toodat-sqlite', 'issuing', 5, 10, {
    best: ['row-lock-sqlite', 'conditional-sqlite'],
  }),
  goal('issuing, PostgreSQL, ratio to the better row-by-row design', 'toodat-postgres', 'issuing', 5, 10, {
    best: ['row-lock-postgres', 'conditional-postgres'],
  }),
  goal('sold out, SQLite, ratio to bare node:http', 'toodat-sqlite', 'sold-out', 0.6, 0.8),
  goal('sold out, PostgreSQL, ratio to bare node:http', 'toodat-postgres', 'sold-out', 0.6, 0.8),
  goal('GET /work/, SQLite, ratio to bare node:http', 'toodat-sqlite', 'works', 0.5, 0.7),
  goal('GET /work/, PostgreSQL, ratio to bare node:http', 'toodat-postgres', 'works', 0.5, 0.7),
  goal('GET /event/, SQLite, ratio to bare node:http', 'toodat-sqlite', 'event', 0.2, 0.4),
  goal('GET /event/, PostgreSQL, ratio to bare node:http', 'toodat-postgres', 'event', 0.2, 0.4),
  goal('p99 of issuing at 256 connections, SQLite', 'toodat-sqlite', 'issuing', 3, 2, { latency: true }),
  goal('p99 of issuing at 256 connections, PostgreSQL', 'toodat-postgres', 'issuing', 3, 2, { latency: true }),
];

/** @returns {string} a table of the goals for which the runs have figures */
export function goalsTable(summary) {
  const rows = GOALS.flatMap((one) => {
    const { median, least, most } = reached(one, summary);
    if (!Number.isFinite(median)) return [];
    const met = one.latency ? median <= one.goal : median >= one.goal;
    const sign = one.latency ? '≤ ' : '';
    const figure = `**${fixed(median, 2)}** (${fixed(least, 2)}–${fixed(most, 2)})`;
    return [[one.says, figure, `${sign}${one.goal}`, `${sign}${one.stretch}`, met ? '✓' : '✗']];
  });
  return table(['', '>ratio (minimum–maximum)', '>goal', '>stretch goal', ''], rows);
}

function goal(says, contender, workload, least, stretch, { best = [LIMIT], latency = false } = {}) {
  return { says, contender, workload, goal: least, stretch, best, latency };
}

function reached({ contender, workload, best, latency }, summary) {
  if (latency) return summary.ratio(contender, LIMIT, workload, RUSH, 'p99Ms');
  const speed = (key) => summary.figure(key, workload, CONNECTIONS, 'perSecond').median;
  const [other] = best.filter((key) => Number.isFinite(speed(key))).sort((a, b) => speed(b) - speed(a));
  return summary.ratio(contender, other, workload, CONNECTIONS);
}
