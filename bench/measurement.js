import { fork } from 'node:child_process';
import { join } from 'node:path';
import { audit, stateOf, written } from './audit.js';
import { Meter } from './meters/meter.js';
import { verification } from './verification.js';
import { jobOf } from './workloads.js';

const generator = join(import.meta.dirname, 'load/generator.js');
const GRACE_MS = 30_000;
const WRITTEN_WITHIN_MS = 60_000;

/**
 * Runs one workload against a contender and checks afterwards whether all responses were correct.
 * @param {{ connections: number, warmUpMs: number, measureMs: number, from: number, verify: boolean, perSecond?: number,
 * measured?: () => Promise<object> }} how `measured` is called after the last response and returns further figures. With
 * `perSecond`, requests are sent at this rate, whether or not earlier ones have been answered
 * @returns the figures for the report, and `next`: the number of the first press that was not sent yet
 */
export async function measure(target, workload, cookies, how) {
  const { contender, store } = target;
  const { connections, warmUpMs, measureMs, from, perSecond } = how;
  const times = { warmUpMs, measureMs, perSecond };
  const job = { ...jobOf(workload, contender, cookies, from), ports: target.ports, connections, ...times };
  const audited = workload.audited && store;
  const before = audited && (await stateOf(store));
  await store?.close();
  const { result, usage } = await rush(job, target.components);
  const more = await how.measured?.();
  const findings = [...result.samples];
  if (result.ranOut) findings.push('all presses were sent before the time was over: the rate is too low');
  if (audited) {
    if (contender.needsRedis) await written(store, before, result.received, WRITTEN_WITHIN_MS);
    const { count, lines } = await audit(store, before, job.presses, result.received);
    await store.close();
    const found = how.verify ? await verification(store, contender) : [];
    result.wrong += count + found.length;
    findings.push(...lines, ...found);
  }
  return { ...figures(result, usage), ...more, findings, next: from + (result.received?.count ?? 0) };
}

/** Runs one load generator. */
function rush(job, components) {
  return new Promise((resolve, reject) => {
    const meter = new Meter(components);
    let usage;
    const child = fork(generator, { serialization: 'advanced' });
    const timer = setTimeout(() => child.kill('SIGKILL'), job.warmUpMs + job.measureMs + GRACE_MS);
    child.on('message', ({ phase, result }) => {
      if (phase === 'measuring') meter.start();
      if (phase === 'measured') usage = meter.stop();
      if (result) resolve({ result, usage });
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      if (!usage) meter.stop();
      reject(new Error(`the load generator ended early with ${signal ?? code}`));
    });
    child.send(job);
  });
}

function figures(result, { cpuSeconds, peakBytes }) {
  const { answers, perSecond, p50Ms, p95Ms, p99Ms, mostMs, generatorCpu, wrong, failures, broken } = result;
  const perThousand = (seconds) => (seconds / answers) * 1000;
  const cpuByComponent = cpuSeconds && mapValues(cpuSeconds, perThousand);
  const cpuPerThousand = cpuSeconds && perThousand(sum(Object.values(cpuSeconds)));
  const { refused, unsent, withoutRetryAfter, refusedP99Ms, overtakenMs } = result;
  const refusals = refused === undefined ? {} : { refused, unsent, withoutRetryAfter, refusedP99Ms, overtakenMs };
  const speed = { perSecond, p50Ms, p95Ms, p99Ms, mostMs, ...refusals };
  return { answers, ...speed, cpuPerThousand, cpuByComponent, peakBytes, generatorCpu, wrong, failures, broken };
}

const sum = (values) => values.reduce((all, value) => all + value, 0);
const mapValues = (object, map) => Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));
