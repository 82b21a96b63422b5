const LINE = /^([a-z_]\w*)(?:\{[^}]*\})? (\S+)$/;

/** Metrics of the service by name. Values of one name with several labels are added. */
export type ServiceMetrics = ReadonlyMap<string, number>;

/** Parses Prometheus' text format. Buckets of histograms are left out. */
export function parseMetrics(text: string): ServiceMetrics {
  const values = new Map<string, number>();
  for (const line of text.split('\n')) {
    const [, name, value] = LINE.exec(line) ?? [];
    if (!name || name.endsWith('_bucket')) continue;
    values.set(name, (values.get(name) ?? 0) + Number(value));
  }
  return values;
}

/** @returns undefined if the service does not answer in time: it is not what the rehearsal measures */
export async function readMetrics(port: number): Promise<ServiceMetrics | undefined> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`, { signal: AbortSignal.timeout(5_000) });
    return parseMetrics(await answer.text());
  } catch {
    return undefined;
  }
}
