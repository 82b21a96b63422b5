import { cookieOf, EVENT } from './databases/event.js';
import { fillIssued, fillPanel } from './databases/fill.js';
import { measure } from './measurement.js';
import { panelAddresses } from './panel/addresses.js';
import { PanelReader } from './panel/reader.js';
import { Progress } from './progress.js';
import { Stage } from './stage.js';

const ALONE = 20;

/**
 * Issuing while an operator's panel is read, each address once a second, beside issuing without: the same server, in
 * turns. Before that, each address by itself on the idle server.
 * @param house an open `House`
 * @param {{ contenders, workloads, connections, levels, rounds, measureMs, warmUpMs }} plan the last level is filled in
 */
export async function readPanel(house, plan) {
  const level = plan.levels.at(-1);
  const progress = new Progress(plan.contenders.length * (1 + 2 * plan.rounds));
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
      results.push(await read(stage, house, plan, { contender, level }, progress));
    } finally {
      await stage.clear();
    }
  }
  return results;
}

async function read(stage, house, plan, { contender, level }, progress) {
  const { workloads, connections, rounds, measureMs, warmUpMs } = plan;
  const cookie = cookieOf(EVENT.operatorId, house.secret);
  const reader = new PanelReader(stage.port, cookie, panelAddresses(level), stage.pids);
  const alone = await reader.alone(ALONE);
  progress.step(
    `${contender.label} · each address alone: the slowest took ${Math.max(...alone.map(({ mostMs }) => mostMs)).toFixed(0)} ms`,
  );
  const runs = [];
  let from = 0;
  for (let round = 1; round <= rounds; round++) {
    // Who comes first changes: the second window finds more rows and fuller caches.
    for (const withPanel of round % 2 === 1 ? [false, true] : [true, false]) {
      const how = { connections: connections[0], warmUpMs, measureMs, from, verify: round === rounds && withPanel };
      if (withPanel) reader.start();
      const { next, ...run } = await measure(stage, workloads[0], house.cookies, how).finally(() => reader.stop());
      from = next;
      const panel = reader.taken();
      runs.push({
        contender: contender.key,
        round,
        withPanel,
        level,
        ...run,
        ...panel,
        findings: [...run.findings, ...panel.findings],
      });
      progress.step(
        `${contender.label} · round ${round} ${withPanel ? 'with' : 'without'} the panel: ${Math.round(run.perSecond)}/s, p99 ${run.p99Ms.toFixed(1)} ms`,
      );
    }
  }
  return { contender: contender.key, alone, runs };
}
