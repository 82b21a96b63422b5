import { Visitors } from './beside/visitors.js';
import { Progress } from './progress.js';
import { Stage } from './stage.js';
import { turns } from './turns.js';

/**
 * Issuing beside what else goes on at an event, and issuing alone: the same server, in turns.
 * @param house an open `House`
 * @param {{ contenders, loads, workloads, connections, rounds, measureMs, warmUpMs }} plan
 * @returns {Promise<object[]>} one entry a run; `load` is the key of what went on beside those with `isWith`
 */
export async function issueBeside(house, plan) {
  const progress = new Progress(plan.contenders.length * plan.loads.length * plan.rounds * 2);
  const runs = [];
  for (const contender of plan.contenders) {
    for (const load of plan.loads) {
      const stage = await Stage.set(contender, house, `beside_${contender.key}_${load.key}`.replaceAll('-', '_'));
      try {
        for await (const run of runsOn(stage, house, plan, load)) {
          runs.push({ contender: contender.key, load: load.key, ...run });
          progress.step(
            `${contender.label} · ${load.key} · round ${run.round} ${run.isWith ? 'beside it' : 'alone'}: ${Math.round(run.perSecond)}/s, p99 ${run.p99Ms.toFixed(1)} ms, longest ${run.mostMs.toFixed(0)} ms`,
          );
        }
      } finally {
        await stage.clear();
      }
    }
  }
  return runs;
}

async function* runsOn(stage, house, plan, load) {
  await load.prepare?.(stage, new Visitors(stage.port));
  yield* turns(stage, house, plan, { from: 0, isLast: true }, async (window) => {
    const visitors = new Visitors(stage.port);
    let end;
    const timer = setTimeout(() => (end = load.begin(visitors, house)), plan.warmUpMs);
    const run = await window().finally(() => {
      clearTimeout(timer);
      end?.();
      visitors.stop();
    });
    return { ...run, statuses: visitors.statuses, longestMs: visitors.longestMs };
  });
}
