import { cookieOf, EVENT } from './databases/event.js';
import { fillIssued, fillPanel } from './databases/fill.js';
import { addressesByScreen, labelOf, SCREENS } from './panel/addresses.js';
import { PanelReader } from './panel/reader.js';
import { Progress } from './progress.js';
import { RunningContender } from './running-contender.js';
import { alternate } from './alternate.js';

const IDLE_REQUESTS = 20;
const REJECTED_MEMBERS = 10_000;

/**
 * Measures issuing without and with an operator who requests each address of a screen once a second, alternately on the same
 * server, for each screen. Before that, each address is measured on the idle server.
 * @param bench an open `Bench`
 * @param {{ contenders, workloads, connections, levels, screens, rounds, measureMs, warmUpMs }} plan the last of `levels` is the number of coupons already issued
 */
export async function readPanel(bench, plan) {
  const level = plan.levels.at(-1);
  const progress = new Progress(plan.contenders.length * (1 + 2 * plan.rounds * plan.screens.length));
  const results = [];
  for (const contender of plan.contenders) {
    const host = bench.hosts[contender.database];
    progress.note(`${host.version}: inserting ${level.toLocaleString('en')} issued coupons`);
    const template = await host.copy(bench.templates[contender.database], `panel_${level}`);
    await fillIssued(template, 0, level);
    await fillPanel(template, {
      secret: bench.secret,
      rejectedMembers: Math.min(level / EVENT.works, REJECTED_MEMBERS),
    });
    const templates = { ...bench.templates, [contender.database]: template };
    const target = await RunningContender.start(
      contender,
      { ...bench, templates, cookies: bench.cookies },
      `panel_${contender.database}`,
    );
    try {
      results.push(await read(target, bench, plan, contender, progress));
    } finally {
      await target.stop();
    }
  }
  return results;
}

async function read(target, bench, plan, contender, progress) {
  const cookie = cookieOf(EVENT.operatorId, bench.secret);
  const readerOf = (addresses) => new PanelReader(target.port, cookie, addresses, target.pids);
  const byScreen = addressesByScreen(plan.levels.at(-1));
  const alone = await readerOf(byScreen[SCREENS.all]).alone(IDLE_REQUESTS);
  progress.step(
    `${contender.label} · idle server: the slowest address took ${Math.max(...alone.map(({ mostMs }) => mostMs)).toFixed(0)} ms`,
  );
  const [costliest] = alone.toSorted((one, other) => costOf(other) - costOf(one));
  byScreen[SCREENS.costliest] = byScreen[SCREENS.all].filter((address) => labelOf(address) === costliest.address);
  const runs = [];
  let from = 0;
  for (const { key: screen } of plan.screens) {
    const addresses = byScreen[screen];
    const reader = readerOf(addresses);
    const place = { from, isLast: screen === plan.screens.at(-1).key };
    for await (const run of alternate(target, bench, plan, place, (window) => beside(reader, window))) {
      from = run.next;
      runs.push({ contender: contender.key, screen, addresses: addresses.length, ...run });
      progress.step(
        `${contender.label} · round ${run.round} ${run.isWith ? 'with' : 'without'} ${screen}: ${Math.round(run.perSecond)}/s, p99 ${run.p99Ms.toFixed(1)} ms`,
      );
    }
  }
  return { contender: contender.key, alone, runs };
}

async function beside(reader, window) {
  reader.start();
  const run = await window().finally(() => reader.stop());
  const panel = reader.taken();
  return { ...run, ...panel, findings: [...run.findings, ...panel.findings] };
}

const costOf = ({ cpuMs, medianMs }) => cpuMs ?? medianMs;
