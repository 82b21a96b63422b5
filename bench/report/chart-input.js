import { contenders } from '../contenders.js';
import { workloads } from '../workloads.js';
import { whole } from './markdown.js';
import { LIMIT, Summary } from './summary.js';

const CONNECTIONS = 64;

/**
 * The input of `chart.js`: the ratios at 64 connections, or at the nearest number of connections that was measured.
 * @param results `{ machine, plan, runs }`
 */
export function chartInput({ machine, plan, runs }) {
  const summary = new Summary(runs);
  const connections = [...plan.connections].sort((a, b) => Math.abs(a - CONNECTIONS) - Math.abs(b - CONNECTIONS))[0];
  const order = ['issuing', 'sold-out', 'works', 'event'].filter((key) => plan.workloads.includes(key));
  return {
    title: 'Responses a second, relative to a bare node:http server',
    subtitle:
      `${connections} connections, ${machine.cores} cores, Node ${machine.node}, ${machine.date}. ` +
      `Median of ${plan.rounds} rounds; the line on a bar shows minimum and maximum.`,
    groups: order.map((workload) => ({
      name: titleOf(workload),
      bars: plan.contenders
        .filter((contender) => contender !== LIMIT)
        .flatMap((contender) => bar(summary, contender, workload, connections))
        .sort((a, b) => b.ratio - a.ratio),
    })),
  };
}

function bar(summary, contender, workload, connections) {
  const { median: ratio, least, most } = summary.ratio(contender, LIMIT, workload, connections);
  if (!Number.isFinite(ratio)) return [];
  const { label, keepsLedger = false } = contenders.find(({ key }) => key === contender);
  const speed = whole(summary.figure(contender, workload, connections, 'perSecond').median);
  return [{ label, ratio, least, most, text: `${ratio.toFixed(2)} · ${speed}/s`, ours: keepsLedger }];
}

function titleOf(workload) {
  const { label } = workloads.find(({ key }) => key === workload);
  return label[0].toUpperCase() + label.slice(1);
}
