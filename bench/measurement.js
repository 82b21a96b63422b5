import { fork } from 'node:child_process';
import { join } from 'node:path';
import { audit, markOf, written } from './audit.js';
import { Meter } from './meters/meter.js';
import { verification } from './verification.js';
import { jobOf } from './workloads.js';

const generator = join(import.meta.dirname, 'load/generator.js');
const GRACE_MS = 30_000;
const WRITTEN_WITHIN_MS = 60_000;

/**
 * Runs one workload against a stage, and looks afterwards whether everybody was told the truth.
 * @param {{ connections: number, warmUpMs: number, measureMs: number, from: number, verify: boolean }} how
 * @returns what the report needs, and `next`: the first press that nobody has made yet
 */
export async function measure(stage, workload, cookies, how) {
  const { contender, store } = stage;
  const { connections, warmUpMs, measureMs, from } = how;
  const job = { ...jobOf(workload, contender, cookies, from), port: stage.port, connections, warmUpMs, measureMs };
  const audited = workload.audited && store;
  const mark = audited && (await markOf(store));
  await store?.close();
  const { result, usage } = await rush(job, stage.pids);
  const findings = [...result.samples];
  if (result.ranOut) findings.push('ran out of presses: the figures are of a shorter time');
  if (audited) {
    if (contender.needsRedis) await written(store, mark, result.told, WRITTEN_WITHIN_MS);
    const { count, lines } = await audit(store, mark, job.presses, result.told);
    await store.close();
    const found = how.verify ? await verification(store, contender) : [];
    result.wrong += count + found.length;
    findings.push(...lines, ...found);
  }
  return { ...figures(result, usage), findings, next: from + (result.told?.count ?? 0) };
}

/** One load generator, from its start to its end. */
function rush(job, pids) {
  return new Promise((resolve, reject) => {
    const meter = new Meter(pids);
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
      reject(new Error(`the load generator ended with ${signal ?? code}`));
    });
    child.send(job);
  });
}

function figures(result, { cpuSeconds, peakBytes }) {
  const { answers, perSecond, p50Ms, p95Ms, p99Ms, mostMs, generatorCpu, wrong, failures, broken } = result;
  const cpuPerThousand = cpuSeconds === undefined ? undefined : (cpuSeconds / answers) * 1000;
  const speed = { perSecond, p50Ms, p95Ms, p99Ms, mostMs };
  return { answers, ...speed, cpuPerThousand, peakBytes, generatorCpu, wrong, failures, broken };
}
