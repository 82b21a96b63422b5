import { measure } from './measurement.js';
import { Progress } from './progress.js';
import { RunningContender } from './running-contender.js';
import { fits } from './workloads.js';

/**
 * Measures every contender in every round, one after the other, so that changes of the machine's speed affect all contenders.
 * @param bench an open `Bench`
 * @param {{ contenders, workloads, connections, rounds, measureMs, warmUpMs }} plan
 * @returns {Promise<object[]>} one entry for each run
 */
export async function compare(bench, plan) {
  const runs = [];
  const { contenders, rounds } = plan;
  const perRound = contenders.reduce((sum, contender) => sum + cases(contender, plan).length, 0);
  const progress = new Progress(rounds * perRound);
  for (let round = 1; round <= rounds; round++) {
    // Each round begins with a different contender, so that none is always the first.
    const order = contenders.map((_, place) => contenders[(place + round - 1) % contenders.length]);
    for (const contender of order) runs.push(...(await measureContender(bench, plan, contender, round, progress)));
  }
  return runs;
}

/** Starts a contender, runs all its workloads and stops it. */
async function measureContender(bench, plan, contender, round, progress) {
  const asked = cases(contender, plan);
  const about = ({ workload, connections }) => ({
    round,
    contender: contender.key,
    workload: workload.key,
    connections,
  });
  const runs = [];
  let target;
  try {
    target = await RunningContender.start(contender, bench, `${contender.key.replaceAll('-', '_')}_${round}`);
    let from = 0;
    for (const one of asked) {
      const { warmUpMs, measureMs } = plan;
      const how = {
        connections: one.connections,
        warmUpMs,
        measureMs,
        from: one.workload.audited ? from : 0,
        verify: true,
      };
      const { next, ...run } = await measure(target, one.workload, bench.cookies, how);
      if (one.workload.audited && !contender.fixed) from = next;
      runs.push({ ...about(one), ...run });
      progress.step(line(plan, contender, one, round, run));
    }
  } catch (error) {
    for (const one of asked.slice(runs.length)) {
      runs.push({ ...about(one), findings: [`did not run: ${error.message}`] });
      progress.step(
        `round ${round}/${plan.rounds} · ${contender.label} · DID NOT RUN: ${error.message.split('\n')[0]}`,
      );
    }
  } finally {
    await target?.stop();
  }
  return runs;
}

const cases = (contender, { workloads, connections }) =>
  workloads
    .filter((workload) => fits(workload, contender))
    .flatMap((workload) => connections.map((number) => ({ workload, connections: number })));

function line({ rounds }, { label }, { workload, connections }, round, { perSecond, p99Ms, findings }) {
  const speed = `${Math.round(perSecond).toLocaleString('en')}/s, p99 ${p99Ms.toFixed(1)} ms`;
  const trouble = findings.length > 0 ? ` · WRONG: ${findings[0].split('\n')[0]}` : '';
  return `round ${round}/${rounds} · ${label} · ${workload.label} · ${connections} connections: ${speed}${trouble}`;
}
