import { measure } from './measurement.js';

/**
 * Measures issuing without and with other requests, alternately on one server.
 * @param target a `RunningContender`
 * @param bench an open `Bench`
 * @param {{ workloads, connections, rounds, measureMs, warmUpMs }} plan
 * @param {{ from: number, isLast: boolean }} place number of the first press; whether the database is verified after the last run
 * @param {(run: () => Promise<object>) => Promise<object>} withIt sends the other requests while it calls `run`
 * @returns {AsyncGenerator<object>} the runs, with `round`, `isWith` and `next`: the number of the next press
 */
export async function* alternate(target, bench, plan, { from, isLast }, withIt) {
  const { workloads, connections, rounds, measureMs, warmUpMs } = plan;
  let next = from;
  for (let round = 1; round <= rounds; round++) {
    // The order alternates, because the second run of a round has more rows and fuller caches.
    const order = round % 2 === 1 ? [false, true] : [true, false];
    for (const isWith of order) {
      const verify = isLast && round === rounds && isWith === order[1];
      const how = { connections: connections[0], warmUpMs, measureMs, from: next, verify };
      const window = () => measure(target, workloads[0], bench.cookies, how);
      const run = await (isWith ? withIt(window) : window());
      next = run.next;
      yield { round, isWith, ...run };
    }
  }
}
