import { Visitors } from './beside/visitors.js';
import { cookieOf, EVENT } from './databases/event.js';
import { measure } from './measurement.js';
import { Progress } from './progress.js';
import { RunningContender } from './running-contender.js';

const TIMES_CAPACITY = 2;
const ALONE_MS = 5_000;
/** Within this time after the overload the service must be as fast as before it. */
const RECOVERY_MS = 5_000;

/**
 * Measures the rate of a service, then sends presses at twice this rate, then measures the rate again, `RECOVERY_MS` later.
 * During the overload, a health check is requested ten times a second, and the dashboard of the panel once.
 * @param bench an open `Bench`
 * @param {{ contenders, workloads, connections, clients, rounds, measureMs, warmUpMs }} plan `clients`: connections of the crowd, each with one
 * press at a time. A press that is due while all of them wait for an answer is counted as not sent: its visitor still waits
 * @returns {Promise<object[]>} three entries for each round, with `phase`: `before`, `during` or `after`
 */
export async function overload(bench, { contenders, workloads, connections, clients, rounds, measureMs, warmUpMs }) {
  const progress = new Progress(contenders.length * rounds * 3);
  const runs = [];
  for (const contender of contenders) {
    const target = await RunningContender.start(contender, bench, `overload_${contender.key}`.replaceAll('-', '_'));
    let from = 0;
    const window = async (how) => {
      const run = await measure(target, workloads[0], bench.cookies, { warmUpMs, from, verify: false, ...how });
      from = run.next;
      return run;
    };
    const note = (round, phase, run) => {
      runs.push({ contender: contender.key, round, phase, ...run });
      progress.step(
        `${contender.label} · round ${round} ${phase}: ${Math.round(run.perSecond)}/s, p99 ${run.p99Ms.toFixed(1)} ms${run.refused === undefined ? '' : `, ${run.refused} refused`}`,
      );
    };
    try {
      await target.store.rows(`UPDATE "user" SET is_admin = TRUE WHERE id = ${EVENT.firstRegularId}`);
      for (let round = 1; round <= rounds; round++) {
        const alone = { connections: connections[0], measureMs: ALONE_MS };
        const before = await window(alone);
        note(round, 'before', before);
        const perSecond = Math.round(TIMES_CAPACITY * before.perSecond);
        note(
          round,
          'during',
          await besideOthers(target, bench, () => window({ connections: clients, measureMs, perSecond })),
        );
        await new Promise((resolve) => setTimeout(resolve, RECOVERY_MS));
        note(round, 'after', await window({ ...alone, verify: round === rounds }));
      }
    } finally {
      await target.stop();
    }
  }
  return runs;
}

/** Requests a health check and the dashboard meanwhile. */
async function besideOthers(target, bench, window) {
  const [health, panel] = [new Visitors(target.port), new Visitors(target.port)];
  const cookie = cookieOf(EVENT.firstRegularId, bench.secret);
  health.requestEvery(100, '/healthz');
  panel.requestEvery(1_000, '/admin/api/dashboard', { headers: { cookie } });
  const run = await window();
  for (const visitors of [health, panel]) visitors.stop();
  const figures = ({ statuses, longestMs }) => ({ statuses: { ...statuses }, longestMs });
  return { ...run, health: figures(health), panel: figures(panel) };
}
