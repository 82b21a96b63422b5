import { ProcessTree } from './process-tree.js';

const SAMPLE_INTERVAL_MS = 500;

/** Measures CPU time and memory of a server's processes between `start` and `stop`. Both are undefined without /proc. */
export class Meter {
  /** @param {readonly number[]} roots process ids */
  constructor(roots) {
    this.tree = ProcessTree.supported ? new ProcessTree(roots) : undefined;
    this.peakBytes = 0;
  }

  start() {
    if (!this.tree) return;
    this.cpuBefore = this.tree.cpuSeconds();
    this.timer = setInterval(() => this.sample(), SAMPLE_INTERVAL_MS);
  }

  /** @returns {{ cpuSeconds?: number, peakBytes?: number }} */
  stop() {
    if (!this.tree) return {};
    clearInterval(this.timer);
    const cpuSeconds = this.tree.cpuSeconds() - this.cpuBefore;
    this.sample();
    return { cpuSeconds, peakBytes: this.peakBytes };
  }

  sample() {
    this.peakBytes = Math.max(this.peakBytes, this.tree.memoryBytes());
  }
}
