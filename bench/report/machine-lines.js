/** @returns lines about the machine, the software and the plan */
export function machineLines({ machine, plan, runs }) {
  const { rounds, measureMs, warmUpMs } = plan;
  const { date, cores, processor, memoryGiB, system, node, databases, redis, diskSyncMs, inMemoryDisk } = machine;
  const software = [`Node ${node}`, ...databases, ...(redis ? [`Redis ${redis}`] : [])];
  const lines = [
    `- ${date}, ${cores} cores of ${processor}, ${memoryGiB} GiB, ${system}`,
    `- ${software.join(', ')}; load generator, servers and databases share the cores`,
    `- ${rounds} round${rounds > 1 ? 's' : ''}, ${measureMs / 1000} s each after ${warmUpMs / 1000} s of warm-up; contenders one after the other`,
    `- one synced 4 KiB write: ${diskSyncMs} ms; the load generator used ${busiest(runs)} of a core at most`,
  ];
  if (inMemoryDisk) {
    lines.push(
      `- **the databases were in memory (${inMemoryDisk}): nothing was written to a disk, so the figures mean nothing**`,
    );
  }
  return lines.join('\n');
}

const busiest = (runs) => Math.max(0, ...runs.map(({ generatorCpu }) => generatorCpu ?? 0)).toFixed(2);
