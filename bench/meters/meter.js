import { ProcessTree } from './process-tree.js';

const SAMPLE_INTERVAL_MS = 500;

/** Measures CPU time and memory of a server's processes between `start` and `stop`. Both are undefined without /proc. */
export class Meter {
  /** @param {Record<string, readonly number[]>} components process ids by component */
  constructor(components) {
    this.trees = ProcessTree.supported
      ? Object.entries(components).map(([name, roots]) => ({ name, tree: new ProcessTree(roots) }))
      : undefined;
    this.peakBytes = 0;
  }

  start() {
    if (!this.trees) return;
    for (const entry of this.trees) entry.before = entry.tree.cpuSeconds();
    this.timer = setInterval(() => this.sample(), SAMPLE_INTERVAL_MS);
  }

  /** @returns {{ cpuSeconds?: Record<string, number>, peakBytes?: number }} */
  stop() {
    if (!this.trees) return {};
    clearInterval(this.timer);
    const cpuSeconds = Object.fromEntries(
      this.trees.map(({ name, tree, before }) => [name, tree.cpuSeconds() - before]),
    );
    this.sample();
    return { cpuSeconds, peakBytes: this.peakBytes };
  }

  sample() {
    const bytes = this.trees.reduce((sum, { tree }) => sum + tree.memoryBytes(), 0);
    this.peakBytes = Math.max(this.peakBytes, bytes);
  }
}
