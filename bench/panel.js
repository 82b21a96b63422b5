import { cookieOf, EVENT } from './databases/event.js';
import { fillIssued, fillPanel } from './databases/fill.js';
import { measure } from './measurement.js';
import { addressesByScreen } from './panel/addresses.js';
import { PanelReader } from './panel/reader.js';
import { Progress } from './progress.js';
import { Stage } from './stage.js';

const ALONE = 20;
const ALL = 'all of them at once';

/**
 * Issuing while an operator's panel is read, each address of a screen once a second, beside issuing without: the same
 * server, in turns, screen after screen and all screens together. Before that, each address by itself on the idle server.
 * @param house an open `House`
 * @param {{ contenders, workloads, connections, levels, rounds, measureMs, warmUpMs }} plan the last level is filled in
 */
export async function readPanel(house, plan) {
  const level = plan.levels.at(-1);
  const screens = Object.entries(addressesByScreen(level));
  const groups = [...screens, [ALL, screens.flatMap(([, addresses]) => addresses)]];
  const progress = new Progress(plan.contenders.length * (1 + 2 * plan.rounds * groups.length));
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
      results.push(await read(stage, house, plan, { contender, groups }, progress));
    } finally {
      await stage.clear();
    }
  }
  return results;
}

async function read(stage, house, plan, { contender, groups }, progress) {
  const cookie = cookieOf(EVENT.operatorId, house.secret);
  const readerOf = (addresses) => new PanelReader(stage.port, cookie, addresses, stage.pids);
  const alone = await readerOf(groups.at(-1)[1]).alone(ALONE);
  progress.step(
    `${contender.label} · each address alone: the slowest took ${Math.max(...alone.map(({ mostMs }) => mostMs)).toFixed(0)} ms`,
  );
  const runs = [];
  let from = 0;
  for (let round = 1; round <= plan.rounds; round++) {
    for (const [screen, addresses] of groups) {
      // Who comes first changes: the second window finds more rows and fuller caches.
      for (const withPanel of round % 2 === 1 ? [false, true] : [true, false]) {
        const isLast = round === plan.rounds && screen === ALL && withPanel;
        const { next, ...run } = await window(
          stage,
          house,
          plan,
          { from, verify: isLast },
          withPanel && readerOf(addresses),
        );
        from = next;
        runs.push({ contender: contender.key, screen, addresses: addresses.length, round, withPanel, ...run });
        progress.step(
          `${contender.label} · round ${round} ${withPanel ? 'with' : 'without'} ${screen}: ${Math.round(run.perSecond)}/s, p99 ${run.p99Ms.toFixed(1)} ms`,
        );
      }
    }
  }
  return { contender: contender.key, alone, runs };
}

/** One measured time, with or without a reader of the panel. */
async function window(stage, house, { workloads, connections, measureMs, warmUpMs }, how, reader) {
  if (reader) reader.start();
  const measured = { connections: connections[0], warmUpMs, measureMs, ...how };
  const run = await measure(stage, workloads[0], house.cookies, measured).finally(() => reader && reader.stop());
  if (!reader) return run;
  const panel = reader.taken();
  return { ...run, ...panel, findings: [...run.findings, ...panel.findings] };
}
