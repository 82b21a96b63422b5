import { fillIssued } from './databases/fill.js';
import { measure } from './measurement.js';
import { Progress } from './progress.js';
import { RunningContender } from './running-contender.js';

/**
 * Measures issuing with different numbers of coupons already issued, each number in every round.
 * @param bench an open `Bench`; its templates are copied for each level
 * @param {{ contenders, workloads, connections, levels, rounds, measureMs, warmUpMs }} plan `levels`: numbers of issued coupons
 */
export async function grow(bench, plan) {
  const { contenders, rounds, workloads, connections } = plan;
  const levels = [...plan.levels].sort((a, b) => a - b);
  const progress = new Progress(rounds * levels.length * contenders.length * workloads.length * connections.length);
  const benches = await build(bench, levels, progress);
  const runs = [];
  for (let round = 1; round <= rounds; round++) {
    for (const [place, level] of levels.entries()) {
      for (const contender of contenders) {
        runs.push(...(await measureContender(benches[place], plan, { contender, level, round }, progress)));
      }
    }
  }
  return runs;
}

/** @returns for each level a bench whose templates have that number of issued coupons */
async function build(bench, levels, progress) {
  const benches = [];
  let below = { templates: bench.templates, level: 0 };
  for (const level of levels) {
    const templates = {};
    for (const [kind, template] of Object.entries(below.templates)) {
      progress.note(`${bench.hosts[kind].version}: inserting coupons up to ${level.toLocaleString('en')} issued`);
      templates[kind] = await bench.hosts[kind].copy(template, `level_${level}`);
      if (level > below.level) await fillIssued(templates[kind], below.level, level);
    }
    below = { templates, level };
    benches.push({ ...bench, templates });
  }
  return benches;
}

async function measureContender(bench, plan, { contender, level, round }, progress) {
  const { workloads, connections, rounds, measureMs, warmUpMs } = plan;
  const target = await RunningContender.start(
    contender,
    bench,
    `${contender.key.replaceAll('-', '_')}_${level}_${round}`,
  );
  const runs = [];
  try {
    let from = 0;
    for (const workload of workloads) {
      for (const number of connections) {
        // Verified once for each level, at its end, because checking millions of rows takes longer than a run.
        const verify = round === rounds && workload === workloads.at(-1) && number === connections.at(-1);
        const how = { connections: number, warmUpMs, measureMs, from, verify };
        const { next, ...run } = await measure(target, workload, bench.cookies, how);
        from = next;
        runs.push({ round, contender: contender.key, workload: workload.key, connections: number, level, ...run });
        progress.step(line(plan, { contender, level, round, workload, number }, run));
      }
    }
    return runs;
  } finally {
    await target.stop();
  }
}

function line({ rounds }, { contender, level, round, workload, number }, { perSecond, findings }) {
  const where = `${contender.label} · ${level.toLocaleString('en')} issued · ${workload.label} · ${number} connections`;
  const trouble = findings.length > 0 ? ` · WRONG: ${findings[0].split('\n')[0]}` : '';
  return `round ${round}/${rounds} · ${where}: ${Math.round(perSecond).toLocaleString('en')}/s${trouble}`;
}
