import { Rush } from './rush.js';
import { LatencyHistogram } from './latency-histogram.js';
import { WaitingConnection } from './waiting-connection.js';

const TICK_MS = 2;
const AT_ONCE = 100;
const SAID_LATER = 503;
const ID = '"id":';

/**
 * Sends requests at a fixed rate, whether or not earlier ones have been answered, as a crowd does that does not know of the
 * server's load. Latencies count from the moment when the request was due, so requests that wait for a connection are included.
 */
export class ScheduledRush extends Rush {
  refusals = new LatencyHistogram();
  refused = 0;
  withoutRetryAfter = 0;
  unsent = 0;
  idle = [];
  connections = [];
  /** By order of sending: when a press was sent that has been answered, and the id of its coupon. */
  issued = [];

  async run(say) {
    const { perSecond, measureMs } = this.job;
    await this.connect();
    const startedAt = performance.now();
    const cpu = process.cpuUsage();
    this.measuring = true;
    say('measuring');
    for (let sent = 0; ; await milliseconds(TICK_MS)) {
      const elapsedMs = performance.now() - startedAt;
      if (elapsedMs >= measureMs) break;
      for (; sent < (elapsedMs / 1000) * perSecond; sent++) this.send(startedAt + (sent / perSecond) * 1000);
    }
    this.open = false;
    await this.lastAnswers(this.connections.map((connection) => connection.finished()));
    const seconds = (performance.now() - startedAt) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    say('measured');
    return {
      ...this.outcome,
      ...this.speed(seconds, (user + system) / 1e6),
      ...this.received(),
      ...this.refusalFigures(),
    };
  }

  send(dueAt) {
    const connection = this.idle.pop();
    if (!connection) this.unsent += 1;
    else connection.send(this.requests.takeNext(), dueAt);
  }

  /** Opens all connections before the first request, as a proxy in front has them open. */
  async connect() {
    while (this.connections.length < this.job.connections) {
      const some = Array.from({ length: AT_ONCE }, () => new WaitingConnection(this.job.ports[0], this));
      await Promise.all(some.map((connection) => connection.open()));
      this.connections.push(...some);
      this.idle.push(...some);
    }
  }

  answered(sequence, answer, bytes, microseconds, sentAt) {
    if (answer.status !== SAID_LATER) {
      super.answered(sequence, answer, bytes, microseconds);
      if (answer.status === 201) this.issued.push({ sentAt, id: idIn(bytes, answer.bodyAt) });
      return;
    }
    this.note(sequence, answer.status, bytes, answer.bodyAt);
    this.refused += 1;
    this.refusals.record(microseconds);
    if (!bytes.includes('\r\nRetry-After: ', 0, 'latin1')) this.withoutRetryAfter += 1;
  }

  refusalFigures() {
    const { refused, unsent, withoutRetryAfter } = this;
    return {
      refused,
      unsent,
      withoutRetryAfter,
      refusedP99Ms: this.refusals.percentile(0.99) / 1000,
      overtakenMs: this.overtakenMs(),
    };
  }

  /** @returns the longest time by which a press was sent before another one that got an earlier coupon */
  overtakenMs() {
    let latestSentAt = -Infinity;
    let mostMs = 0;
    for (const { sentAt } of this.issued.sort((one, other) => one.id - other.id)) {
      latestSentAt = Math.max(latestSentAt, sentAt);
      mostMs = Math.max(mostMs, latestSentAt - sentAt);
    }
    return mostMs;
  }
}

function idIn(bytes, bodyAt) {
  const from = bytes.indexOf(ID, bodyAt, 'latin1') + ID.length;
  return Number.parseInt(bytes.latin1Slice(from, from + 12), 10);
}

const milliseconds = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
