// `npm run bench` compares this service with other designs and with bare servers on this machine. Servers listen on 127.0.0.1.
// Exit code 0: measured, and all responses were correct. 1: there was an incorrect response. 2: nothing could be measured.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { issueBeside } from './beside.js';
import { compare } from './comparison.js';
import { grow } from './growth.js';
import { compareHeaps } from './heap.js';
import { Bench } from './bench.js';
import { machineFacts, useCores } from './machine.js';
import { readOptions, USAGE } from './options.js';
import { overload } from './overload.js';
import { readPanel } from './panel.js';
import { scale } from './scale.js';
import { spoken } from './progress.js';
import { besideReport } from './report/beside-report.js';
import { chartInput } from './report/chart-input.js';
import { drawChart } from './report/chart.js';
import { comparisonReport } from './report/comparison-report.js';
import { growthReport } from './report/growth-report.js';
import { heapReport } from './report/heap-report.js';
import { overloadReport } from './report/overload-report.js';
import { panelReport } from './report/panel-report.js';
import { scaleReport } from './report/scale-report.js';
import { allRight } from './report/summary.js';

/** More responses a second than any of these servers reaches on two fast cores. */
const MAX_PER_SECOND = 120_000;
const WORKS = 100;
const FEWEST_MEMBERS = 1_000;

/** By command: the name of the result files, the measurement, the report. */
const KINDS = {
  beside: { name: 'beside', measure: issueBeside, report: besideReport },
  compare: { name: 'comparison', measure: compare, report: comparisonReport },
  growth: { name: 'growth', measure: grow, report: growthReport },
  heap: { name: 'heap', measure: compareHeaps, report: heapReport },
  overload: { name: 'overload', measure: overload, report: overloadReport },
  panel: { name: 'panel', measure: readPanel, report: panelReport },
  scale: { name: 'scale', measure: scale, report: scaleReport },
};

const note = (text) => void process.stdout.write(`${text}\n`);

const { what, rest, ...options } = readArguments();
try {
  if (what === 'help') note(USAGE);
  else if (what === 'draw') draw(...rest);
  else if (Object.hasOwn(KINDS, what)) await measureAll(KINDS[what]);
  else throw new Error(`unknown command: ${what}\n\n${USAGE}`);
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
  const bench = new Bench({ ...options, members: membersFor(options), coupons: couponsFor(options) });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => void bench.close().finally(() => process.exit(130)));
  }
  try {
    const present = await bench.open(options.contenders, note);
    const machine = machineFacts(bench.folder, cores, bench);
    if (machine.inMemoryDisk)
      note(`!! ${bench.folder} is in memory (${machine.inMemoryDisk}): choose a folder on a disk with --folder`);
    const plan = { ...options, contenders: present };
    const runs = await kind.measure(bench, plan);
    write(kind, { machine, plan: planOf(plan), runs });
    note(`finished after ${spoken(Date.now() - startedAt)}`);
    process.exitCode = allRight(runs.flatMap((run) => run.runs ?? run)) ? 0 : 1;
  } finally {
    await bench.close();
  }
}

/** @returns enough members that no press on one database repeats an earlier one */
function membersFor({ measureMs, warmUpMs, connections, workloads, rounds, screens }) {
  // `panel` runs all its measurements on one database. Issuing reaches a third of the maximum rate at most.
  const windows =
    what === 'panel' ? (screens.length * 2 * rounds) / 3 : ['beside', 'scale', 'overload'].includes(what) ? rounds : 1;
  const rushes = windows * connections.length * workloads.filter(({ audited }) => audited).length;
  const presses = (Math.max(1, rushes) * (measureMs + warmUpMs) * MAX_PER_SECOND) / 1000;
  return Math.max(FEWEST_MEMBERS, 1000 * Math.ceil(presses / WORKS / 1000));
}

/** @returns the ids of further coupons. They are inserted only if a workload needs them, because they slow down other workloads */
function couponsFor({ workloads }) {
  return workloads.flatMap(({ growthOnly, coupons }) => (growthOnly ? coupons : []));
}

/** @returns the plan for the report, with keys instead of objects */
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
