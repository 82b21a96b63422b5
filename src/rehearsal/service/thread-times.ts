import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts CPU time in hundredths of a second, on every machine that Node runs on. */
const TICKS_PER_SECOND = 100;

type Times = { readonly main: ReadonlyMap<string, number>; readonly others: ReadonlyMap<string, number> };

/** CPU seconds of each thread of a process and its descendants, so far. Undefined without /proc. */
export function threadTimes(root: number): Times | undefined {
  if (process.platform !== 'linux') return undefined;
  const main = new Map<string, number>();
  const others = new Map<string, number>();
  for (const pid of descendants(root)) {
    for (const thread of list(`/proc/${pid}/task`)) {
      const seconds = secondsOf(`/proc/${pid}/task/${thread}/stat`);
      (thread === pid ? main : others).set(`${pid}/${thread}`, seconds);
    }
  }
  return { main, others };
}

/** @returns the CPU seconds of the thread that was busiest meanwhile */
export const busiest = (before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): number =>
  Math.max(0, ...[...after].map(([thread, seconds]) => seconds - (before.get(thread) ?? 0)));

function descendants(root: number): string[] {
  const found = [String(root)];
  for (const pid of found) {
    for (const thread of list(`/proc/${pid}/task`))
      found.push(...read(`/proc/${pid}/task/${thread}/children`).split(' ').filter(Boolean));
  }
  return found;
}

/** The name is in parentheses and may contain any character. The first field after it is number 3 in proc(5). */
function secondsOf(file: string): number {
  const text = read(file);
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS_PER_SECOND;
}

const list = (folder: string): string[] => attempt(() => readdirSync(folder), []);
const read = (file: string): string => attempt(() => readFileSync(file, 'latin1').trim(), '');

/** A thread may have ended. */
function attempt<T>(act: () => T, otherwise: T): T {
  try {
    return act();
  } catch {
    return otherwise;
  }
}
