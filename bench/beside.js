import { Visitors } from './beside/visitors.js';
import { Progress } from './progress.js';
import { RunningContender } from './running-contender.js';
import { alternate } from './alternate.js';

/**
 * Measures issuing alone and during other requests, alternately on the same server.
 * @param bench an open `Bench`
 * @param {{ contenders, loads, workloads, connections, rounds, measureMs, warmUpMs }} plan
 * @returns {Promise<object[]>} one entry for each run. `load` is the key of the other requests, which were sent in runs with `isWith`
 */
export async function issueBeside(bench, plan) {
  const progress = new Progress(plan.contenders.length * plan.loads.length * plan.rounds * 2);
  const runs = [];
  for (const contender of plan.contenders) {
    for (const load of plan.loads) {
      const target = await RunningContender.start(
        contender,
        bench,
        `beside_${contender.key}_${load.key}`.replaceAll('-', '_'),
      );
      try {
        for await (const run of runsOn(target, bench, plan, load)) {
          runs.push({ contender: contender.key, load: load.key, ...run });
          progress.step(
            `${contender.label} · ${load.key} · round ${run.round} ${run.isWith ? 'with it' : 'without it'}: ${Math.round(run.perSecond)}/s, p99 ${run.p99Ms.toFixed(1)} ms, maximum ${run.mostMs.toFixed(0)} ms`,
          );
        }
      } finally {
        await target.stop();
      }
    }
  }
  return runs;
}

async function* runsOn(target, bench, plan, load) {
  await load.prepare?.(target, new Visitors(target.port));
  yield* alternate(target, bench, plan, { from: 0, isLast: true }, async (window) => {
    const visitors = new Visitors(target.port);
    let end;
    const timer = setTimeout(() => (end = load.begin(visitors, bench, target)), plan.warmUpMs);
    const run = await window().finally(async () => {
      clearTimeout(timer);
      await end?.();
      visitors.stop();
    });
    return { ...run, statuses: visitors.statuses, longestMs: visitors.longestMs };
  });
}
