import { measure } from './measurement.js';
import { LockSampler } from './meters/lock-sampler.js';
import { Progress } from './progress.js';
import { RunningGroup } from './scale/running-group.js';
import { Nginx } from './servers/nginx.js';

/** All arrangements of processes, by their key. */
export const arrangements = [1, 2, 3].flatMap((processes) =>
  [false, true].map((withNginx) => ({
    key: `scale_${processes}${withNginx ? '_nginx' : ''}`,
    label: `${processes} process${processes > 1 ? 'es' : ''}${withNginx ? ' behind nginx' : ''}`,
    processes,
    withNginx,
  })),
);

/**
 * Measures issuing one coupon with 1, 2 and 3 processes on PostgreSQL, with and without nginx. All arrangements run at the
 * same time, and are loaded in turns.
 * @returns {Promise<object[]>} one entry for each run
 */
export async function scale(bench, { contenders, workloads, connections, rounds, measureMs, warmUpMs }) {
  const contender = contenders.find(({ database }) => database === 'postgres');
  if (!contender) throw new Error('scale needs PostgreSQL');
  const wanted = arrangements.filter(({ withNginx }) => !withNginx || Nginx.isInstalled);
  const progress = new Progress(wanted.length * rounds);
  const groups = [];
  const runs = [];
  try {
    for (const arrangement of wanted)
      groups.push({ group: await RunningGroup.start(arrangement, contender, bench), next: 0 });
    for (let round = 1; round <= rounds; round++) {
      for (const entry of round % 2 === 1 ? groups : groups.toReversed()) {
        const { arrangement, store } = entry.group;
        const how = { connections: connections[0], warmUpMs, measureMs, from: entry.next, verify: round === rounds };
        const locks = await LockSampler.start(store.url);
        const run = await measure(entry.group, workloads[0], bench.cookies, { ...how, measured: () => locks.stop() });
        entry.next = run.next;
        runs.push({ arrangement: arrangement.key, contender: contender.key, round, ...run });
        progress.step(
          `${arrangement.label} · round ${round}: ${Math.round(run.perSecond)}/s, p99 ${run.p99Ms.toFixed(1)} ms, lock wait ${run.waitMs.toFixed(1)} ms, hold ${run.holdMs.toFixed(1)} ms`,
        );
      }
    }
  } finally {
    for (const { group } of groups) await group.stop();
  }
  return runs;
}
