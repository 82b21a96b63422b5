import { closeSync, fdatasyncSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { availableParallelism, cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { median } from './report/statistics.js';

const IN_MEMORY = new Map([
  [0x01021994, 'tmpfs'],
  [0x858458f6, 'ramfs'],
]);
const SYNCS = 100;

/**
 * Restricts this process, and the processes that it starts afterwards, to the first cores.
 * @param {number} wanted maximum number of cores
 * @returns {number} the number of cores in use
 */
export function useCores(wanted) {
  const present = availableParallelism();
  if (present <= wanted) return present;
  const { status } = spawnSync('taskset', ['-apc', `0-${wanted - 1}`, String(process.pid)]);
  return status === 0 ? wanted : present;
}

/** @returns the facts about the machine for the report. `folder` contains the databases */
export function machineFacts(folder, cores, { hosts, redisVersion }) {
  return {
    date: new Date().toISOString().slice(0, 10),
    cores: `${cores} of ${availableParallelism()}`,
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.version,
    databases: Object.values(hosts).flatMap((host) => host?.version ?? []),
    redis: redisVersion,
    diskSyncMs: Number(diskSyncMs(folder).toFixed(3)),
    inMemoryDisk: IN_MEMORY.get(statfsSync(folder).type),
  };
}

/** @returns the median time in milliseconds of a synced 4 KiB write, which every commit needs */
function diskSyncMs(folder) {
  const file = join(folder, 'sync-probe');
  const handle = openSync(file, 'w');
  const page = Buffer.alloc(4_096);
  const times = Array.from({ length: SYNCS }, () => {
    const startedAt = performance.now();
    writeSync(handle, page);
    fdatasyncSync(handle);
    return performance.now() - startedAt;
  });
  closeSync(handle);
  rmSync(file);
  return median(times);
}
