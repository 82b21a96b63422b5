import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts CPU time in hundredths of a second, on every machine that Node runs on. */
const TICKS_PER_SECOND = 100;

/** Some processes and all their descendants, read from /proc. */
export class ProcessTree {
  /** @param {readonly number[]} roots process ids */
  constructor(roots) {
    this.roots = roots;
  }

  static get supported() {
    return process.platform === 'linux';
  }

  /** @returns {number} CPU seconds used so far, including children that have ended */
  cpuSeconds() {
    const all = this.processes();
    return all.reduce((sum, { ticks }) => sum + ticks, 0) / TICKS_PER_SECOND;
  }

  /** @returns {number} bytes of memory in use; shared memory is counted once */
  memoryBytes() {
    return this.processes().reduce((sum, { pid }) => sum + proportionalBytes(pid), 0);
  }

  processes() {
    const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    const known = new Map(all.flatMap((name) => readStat(Number(name)) ?? []).map((stat) => [stat.pid, stat]));
    const belongs = (pid) => this.roots.includes(pid) || (known.has(pid) && belongs(known.get(pid).parent));
    return [...known.values()].filter(({ pid }) => belongs(pid));
  }
}

function readStat(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name is in parentheses and may contain any character. The first field after it is number 3 in proc(5).
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return { pid, parent: Number(fields[1]), ticks };
  } catch {
    return undefined;
  }
}

function proportionalBytes(pid) {
  try {
    return Number(/^Pss: *(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
