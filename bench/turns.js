import { measure } from './measurement.js';

/**
 * Issuing without and with something beside it, in turns on one server.
 * @param stage a `Stage` that is set
 * @param house an open `House`
 * @param {{ workloads, connections, rounds, measureMs, warmUpMs }} plan
 * @param {{ from: number, isLast: boolean }} place which member presses first · whether the rows are verified at the end
 * @param {(run: () => Promise<object>) => Promise<object>} withIt runs it beside what is measured
 * @returns {AsyncGenerator<object>} a run each, with `round`, `isWith` and `next`: who presses first in the next one
 */
export async function* turns(stage, house, plan, { from, isLast }, withIt) {
  const { workloads, connections, rounds, measureMs, warmUpMs } = plan;
  let next = from;
  for (let round = 1; round <= rounds; round++) {
    // Who comes first changes: the second window finds more rows and fuller caches.
    const order = round % 2 === 1 ? [false, true] : [true, false];
    for (const isWith of order) {
      const verify = isLast && round === rounds && isWith === order[1];
      const how = { connections: connections[0], warmUpMs, measureMs, from: next, verify };
      const window = () => measure(stage, workloads[0], house.cookies, how);
      const run = await (isWith ? withIt(window) : window());
      next = run.next;
      yield { round, isWith, ...run };
    }
  }
}
