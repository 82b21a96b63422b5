// `npm run bench`: this service beside other designs and the limits, on this machine, on 127.0.0.1 only.
// Ends with 0: measured, and nobody was told anything wrong · 1: somebody was · 2: it could not be measured.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { issueBeside } from './beside.js';
import { compare } from './comparison.js';
import { grow } from './growth.js';
import { compareHeaps } from './heap.js';
import { House } from './house.js';
import { machineFacts, useCores } from './machine.js';
import { readOptions, USAGE } from './options.js';
import { readPanel } from './panel.js';
import { spoken } from './progress.js';
import { besideReport } from './report/beside-report.js';
import { chartInput } from './report/chart-input.js';
import { drawChart } from './report/chart.js';
import { comparisonReport } from './report/comparison-report.js';
import { growthReport } from './report/growth-report.js';
import { heapReport } from './report/heap-report.js';
import { panelReport } from './report/panel-report.js';
import { allRight } from './report/summary.js';

/** More answers a second than any server here gives on two fast cores: so many presses must be possible. */
const MAX_PER_SECOND = 120_000;
const WORKS = 100;
const FEWEST_MEMBERS = 1_000;

/** Each kind of run: what it measures, and how that is written down. */
const KINDS = {
  beside: { name: 'beside', measure: issueBeside, report: besideReport },
  compare: { name: 'comparison', measure: compare, report: comparisonReport },
  growth: { name: 'growth', measure: grow, report: growthReport },
  heap: { name: 'heap', measure: compareHeaps, report: heapReport },
  panel: { name: 'panel', measure: readPanel, report: panelReport },
};

const note = (text) => void process.stdout.write(`${text}\n`);

const { what, rest, ...options } = readArguments();
try {
  if (what === 'help') note(USAGE);
  else if (what === 'draw') draw(...rest);
  else if (Object.hasOwn(KINDS, what)) await measureAll(KINDS[what]);
  else throw new Error(`no such thing: ${what}\n\n${USAGE}`);
} catch (error) {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 2;
}

function readArguments() {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error.message}\n\n${USAGE}`);
    process.exit(2);
  }
}

async function measureAll(kind) {
  const startedAt = Date.now();
  const cores = useCores(options.cores);
  const house = new House({ ...options, members: membersFor(options), coupons: couponsFor(options) });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => void house.close().finally(() => process.exit(130)));
  }
  try {
    const present = await house.open(options.contenders, note);
    const machine = machineFacts(house.folder, cores, house);
    if (machine.inMemoryDisk) note(`!! ${house.folder} is on ${machine.inMemoryDisk}: choose a disk with --folder`);
    const plan = { ...options, contenders: present };
    const runs = await kind.measure(house, plan);
    write(kind, { machine, plan: planOf(plan), runs });
    note(`took ${spoken(Date.now() - startedAt)}`);
    process.exitCode = allRight(runs.flatMap((run) => run.runs ?? run)) ? 0 : 1;
  } finally {
    await house.close();
  }
}

/** Enough for every press of the longest time on one database to be a new one. */
function membersFor({ measureMs, warmUpMs, connections, workloads, rounds, screens }) {
  // All windows of these are on one database, and issuing is a third as fast as the fastest answers.
  const windows = what === 'panel' ? (screens.length * 2 * rounds) / 3 : what === 'beside' ? rounds : 1;
  const rushes = windows * connections.length * workloads.filter(({ audited }) => audited).length;
  const presses = (Math.max(1, rushes) * (measureMs + warmUpMs) * MAX_PER_SECOND) / 1000;
  return Math.max(FEWEST_MEMBERS, 1000 * Math.ceil(presses / WORKS / 1000));
}

/** Those that are not in every template: thousands of coupons are a cost of their own. */
function couponsFor({ workloads }) {
  return workloads.flatMap(({ growthOnly, coupons }) => (growthOnly ? coupons : []));
}

/** The plan as the reports read it: names instead of objects. */
function planOf({ contenders, workloads, loads, screens, ...plan }) {
  const names = (list) => list.map(({ key }) => key);
  const skipped = names(options.contenders).filter((key) => !names(contenders).includes(key));
  return {
    ...plan,
    contenders: names(contenders),
    workloads: names(workloads),
    loads: names(loads),
    screens: names(screens),
    skipped,
  };
}

function write({ name, report: reportOf }, results) {
  const file = (name) => join(options.results, name);
  mkdirSync(options.results, { recursive: true });
  const report = reportOf(results);
  writeFileSync(file(`${name}.json`), JSON.stringify(results, null, 1));
  writeFileSync(file(`${name}.md`), report);
  if (what === 'compare') {
    writeFileSync(file('chart.json'), JSON.stringify(chartInput(results), null, 2));
    draw(file('chart.json'), file('chart.svg'));
  }
  note(`\n${report}\nwritten to ${options.results}`);
}

function draw(input = join(options.results, 'chart.json'), output = input.replace(/(\.json)?$/, '.svg')) {
  writeFileSync(output, drawChart(JSON.parse(readFileSync(input, 'utf8'))));
}
