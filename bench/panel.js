import { cookieOf, EVENT } from './databases/event.js';
import { fillIssued, fillPanel } from './databases/fill.js';
import { addressesByScreen, SCREENS } from './panel/addresses.js';
import { PanelReader } from './panel/reader.js';
import { Progress } from './progress.js';
import { Stage } from './stage.js';
import { turns } from './turns.js';

const ALONE = 20;

/**
 * Issuing while an operator's panel is read, each address of a screen once a second, beside issuing without: the same
 * server, in turns, screen after screen. Before that, each address by itself on the idle server.
 * @param house an open `House`
 * @param {{ contenders, workloads, connections, levels, screens, rounds, measureMs, warmUpMs }} plan the last level is filled in
 */
export async function readPanel(house, plan) {
  const level = plan.levels.at(-1);
  const progress = new Progress(plan.contenders.length * (1 + 2 * plan.rounds * plan.screens.length));
  const results = [];
  for (const contender of plan.contenders) {
    const host = house.hosts[contender.database];
    progress.note(`${host.version}: filling in ${level.toLocaleString('en')} issued rows`);
    const template = await host.copy(house.templates[contender.database], `panel_${level}`);
    await fillIssued(template, 0, level);
    await fillPanel(template, house.secret);
    const templates = { ...house.templates, [contender.database]: template };
    const stage = await Stage.set(
      contender,
      { ...house, templates, cookies: house.cookies },
      `panel_${contender.database}`,
    );
    try {
      results.push(await read(stage, house, plan, contender, progress));
    } finally {
      await stage.clear();
    }
  }
  return results;
}

async function read(stage, house, plan, contender, progress) {
  const cookie = cookieOf(EVENT.operatorId, house.secret);
  const readerOf = (addresses) => new PanelReader(stage.port, cookie, addresses, stage.pids);
  const byScreen = addressesByScreen(plan.levels.at(-1));
  const alone = await readerOf(byScreen[SCREENS.all]).alone(ALONE);
  progress.step(
    `${contender.label} · each address alone: the slowest took ${Math.max(...alone.map(({ mostMs }) => mostMs)).toFixed(0)} ms`,
  );
  byScreen[SCREENS.dearest] = [alone.toSorted((one, other) => costOf(other) - costOf(one))[0].address];
  const runs = [];
  let from = 0;
  for (const { key: screen } of plan.screens) {
    const addresses = byScreen[screen];
    const reader = readerOf(addresses);
    const place = { from, isLast: screen === plan.screens.at(-1).key };
    for await (const run of turns(stage, house, plan, place, (window) => beside(reader, window))) {
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
