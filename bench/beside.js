import { Visitors } from './beside/visitors.js';
import { measure } from './measurement.js';
import { Progress } from './progress.js';
import { Stage } from './stage.js';

/**
 * Issuing beside what else goes on at an event, and issuing alone: the same server, in turns.
 * @param house an open `House`
 * @param {{ contenders, loads, workloads, connections, rounds, measureMs, warmUpMs }} plan
 * @returns {Promise<object[]>} one entry a run; `load` is the key of what went on beside it, or undefined
 */
export async function issueBeside(house, plan) {
  const progress = new Progress(plan.contenders.length * plan.loads.length * plan.rounds * 2);
  const runs = [];
  for (const contender of plan.contenders) {
    for (const load of plan.loads) runs.push(...(await turns(house, plan, contender, load, progress)));
  }
  return runs;
}

async function turns(house, plan, contender, load, progress) {
  const { workloads, connections, rounds, measureMs, warmUpMs } = plan;
  const name = `beside_${contender.key}_${load.key}`.replaceAll('-', '_');
  const stage = await Stage.set(contender, house, name);
  try {
    await load.prepare?.(stage, new Visitors(stage.port));
    const runs = [];
    let from = 0;
    for (let round = 1; round <= rounds; round++) {
      // Who comes first changes: the second window finds more rows and fuller caches.
      for (const isBeside of round % 2 === 1 ? [false, true] : [true, false]) {
        const visitors = new Visitors(stage.port);
        let end;
        const begin = () => (end = load.begin(visitors, house));
        const timer = isBeside ? setTimeout(begin, warmUpMs) : undefined;
        const how = { connections: connections[0], warmUpMs, measureMs, from, verify: round === rounds };
        const { next, ...run } = await measure(stage, workloads[0], house.cookies, how).finally(() => {
          clearTimeout(timer);
          end?.();
          visitors.stop();
        });
        from = next;
        const { statuses, longestMs } = visitors;
        runs.push({ contender: contender.key, load: load.key, round, isBeside, statuses, longestMs, ...run });
        progress.step(
          `${contender.label} · ${load.key} · round ${round} ${isBeside ? 'beside it' : 'alone'}: ${Math.round(run.perSecond)}/s, p99 ${run.p99Ms.toFixed(1)} ms, longest ${run.mostMs.toFixed(0)} ms`,
        );
      }
    }
    return runs;
  } finally {
    await stage.clear();
  }
}
