/** The values of `GET /metrics`, by name and labels as they are written there. */
export async function metrics(port: number): Promise<Map<string, number>> {
  const lines = (await metricsText(port)).split('\n').filter((line) => line && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
}

export const metricsText = async (port: number): Promise<string> =>
  (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
