import { copyCode } from './answer.js';
import { Connection } from './connection.js';
import { LatencyHistogram } from './latency-histogram.js';
import { Requests } from './requests.js';

const SAMPLES = 3;
const MAX_BROKEN = 1_000;
const LAST_ANSWERS_MS = 12_000;

/** Recorded as the status of a press without a complete response. */
export const UNKNOWN = 1;

/** Sends requests on many connections to one server, first to warm up, then for the measured time. */
export class Rush {
  open = true;
  measuring = false;
  latencies = new LatencyHistogram();
  outcome = { answers: 0, wrong: 0, failures: 0, broken: 0, samples: [] };

  constructor(job) {
    this.job = job;
    this.requests = new Requests(job);
    const presses = job.presses ? job.presses.to - job.presses.from : 0;
    this.codes = Buffer.alloc(8 * presses);
    this.statuses = new Uint16Array(presses);
  }

  /** @param {(phase: 'measuring' | 'measured') => void} say called when the measured time begins and ends */
  async run(say) {
    const { ports, connections, warmUpMs, measureMs } = this.job;
    const all = Array.from({ length: connections }, (_, n) => new Connection(ports[n % ports.length], this));
    await milliseconds(warmUpMs);
    const cpu = process.cpuUsage();
    const startedAt = performance.now();
    this.measuring = true;
    say('measuring');
    await milliseconds(measureMs);
    this.measuring = false;
    const seconds = (performance.now() - startedAt) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    say('measured');
    this.open = false;
    await this.lastAnswers(all);
    return { ...this.outcome, ...this.speed(seconds, (user + system) / 1e6), ...this.received() };
  }

  next() {
    return this.open ? this.requests.takeNext() : undefined;
  }

  answered(sequence, { status, bodyAt }, bytes, microseconds) {
    if (this.measuring) {
      this.latencies.record(microseconds);
      this.outcome.answers += 1;
    }
    if (this.job.presses) this.note(sequence, status, bytes, bodyAt);
    if (status >= 500) this.fault('failures', bytes);
    else if (!this.asExpected(status, bytes, bodyAt)) this.fault('wrong', bytes);
  }

  broken(sequence, error) {
    if (sequence !== undefined && this.job.presses) this.statuses[sequence - this.job.presses.from] = UNKNOWN;
    this.fault('broken', Buffer.from(String(error)));
    if (this.outcome.broken > MAX_BROKEN) this.open = false;
  }

  asExpected(status, bytes, bodyAt) {
    const { expect } = this.job;
    return (
      status === expect.status &&
      bytes.length - bodyAt >= expect.leastBytes &&
      (!expect.says || bytes.includes(expect.says, bodyAt, 'latin1'))
    );
  }

  note(sequence, status, bytes, bodyAt) {
    const place = sequence - this.job.presses.from;
    this.statuses[place] = status;
    if (status === 201) copyCode(bytes, bodyAt, this.codes, 8 * place);
  }

  fault(kind, bytes) {
    this.outcome[kind] += 1;
    if (this.outcome.samples.length < SAMPLES)
      this.outcome.samples.push(`${kind}: ${bytes.toString('utf8', 0, 2_000)}`);
  }

  async lastAnswers(all) {
    const late = setTimeout(() => all.forEach(({ socket }) => socket.destroy()), LAST_ANSWERS_MS);
    await Promise.all(all.map(({ done }) => done));
    clearTimeout(late);
  }

  speed(seconds, cpuSeconds) {
    const [p50Ms, p95Ms, p99Ms, mostMs] = [0.5, 0.95, 0.99, 1].map((share) => this.latencies.percentile(share) / 1000);
    const perSecond = this.outcome.answers / seconds;
    return { seconds, perSecond, p50Ms, p95Ms, p99Ms, mostMs, generatorCpu: cpuSeconds / seconds };
  }

  received() {
    if (!this.job.presses) return {};
    const { presses } = this.job;
    const count = this.requests.next - presses.from;
    return {
      ranOut: this.requests.next >= presses.to,
      received: { count, statuses: this.statuses.slice(0, count), codes: this.codes.subarray(0, 8 * count) },
    };
  }
}

const milliseconds = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
