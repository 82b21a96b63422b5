/** @param {readonly number[]} values @returns {number} NaN for an empty list */
export function median(values) {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** @returns {{ median: number, least: number, most: number }} */
export function spread(values) {
  const known = values.filter(Number.isFinite);
  return { median: median(known), least: Math.min(...known), most: Math.max(...known) };
}

/**
 * Divides a figure of some runs by the same figure of others. Ratios are computed within each round, because the machine's
 * speed in a round affects both.
 */
export function ratioWithinRounds(runs, others, name = 'perSecond') {
  const byRound = new Map(others.map((run) => [run.round, run[name]]));
  return spread(runs.map((run) => run[name] / byRound.get(run.round)));
}
