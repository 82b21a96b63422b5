import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { SECRET_KEY } from './support/crowd.js';
import { eventually } from './support/eventually.js';
import { executable } from './support/executable.js';
import { freePort } from './support/free-port.js';
import { metricsText } from './support/metrics.js';
import { describeMissing, onPostgres } from './support/on-each-database.js';
import { startServer } from './support/server.js';
import { temporaryFolder } from './support/temporary-folder.js';

const folder = join(import.meta.dirname, '../monitoring');
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');

type Rule = { alert: string; expr: string; labels: { severity: string }; annotations: Record<string, string> };
type Target = { refId: string; expr: string; datasource: { uid: string } };
type Box = { x: number; y: number; w: number; h: number };
type Panel = { id: number; type: string; title: string; gridPos: Box; datasource: { uid: string }; targets: Target[] };
type Dashboard = {
  schemaVersion: number;
  uid: string;
  templating: { list: { name: string; type: string; query: unknown }[] };
  panels: Panel[];
};

const rules = (parse(read('alerts.yml')) as { groups: { rules: Rule[] }[] }).groups.flatMap((group) => group.rules);
const dashboard = JSON.parse(read('grafana-dashboard.json')) as Dashboard;
const targets = dashboard.panels.flatMap((panel) => panel.targets);

describe('The alert rules', () => {
  it('each say how bad it is, and in Korean what is wrong and what to do', () => {
    for (const { labels, annotations } of rules) {
      expect(['critical', 'warning', 'info']).toContain(labels.severity);
      expect(Object.keys(annotations)).toEqual(['summary', 'description']);
      for (const text of Object.values(annotations)) expect(text).toMatch(/[가-힣]/);
    }
  });

  it('each have a name of their own, and a test in which they fire', () => {
    const names = rules.map(({ alert }) => alert);
    expect(new Set(names).size).toBe(names.length);
    const tested = read('alerts.test.yml');
    expect(names.filter((name) => !tested.includes(name))).toEqual([]);
  });
});

describe('The dashboard', () => {
  it('reads from the data source that its variable names', () => {
    expect(dashboard.templating.list[0]).toMatchObject({ name: 'datasource', type: 'datasource', query: 'prometheus' });
    for (const { datasource } of [...dashboard.panels, ...targets]) expect(datasource.uid).toBe('${datasource}');
  });

  it('has panels of known kinds with titles and queries, of which none covers another', () => {
    const { panels } = dashboard;
    expect(dashboard.schemaVersion).toBeGreaterThanOrEqual(36);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    for (const { type, title, gridPos, targets } of panels) {
      expect(['stat', 'timeseries']).toContain(type);
      expect(title).toMatch(/[가-힣A-Z]/);
      expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
      expect(targets.length).toBeGreaterThan(0);
      expect(new Set(targets.map(({ refId }) => refId)).size).toBe(targets.length);
    }
    const covered = panels.flatMap((one, index) => panels.slice(index + 1).filter((other) => overlap(one, other)));
    expect(covered).toEqual([]);
  });
});

const name = 'The metrics that rules and dashboard name';
onPostgres(name, servedMetrics);

/** With workers on PostgreSQL, because other services lack some metrics. */
function servedMetrics(): void {
  it('are served', async () => {
    const port = await freePort();
    await startServer({ database: 'postgres', env: { SECRET_KEY, WORKERS: '2', METRICS_PORT: String(port) } });
    const named = new Set([...rules, ...targets].flatMap(({ expr }) => metricsIn(expr)));
    expect(named.size).toBeGreaterThan(20);
    // Prometheus makes `up` itself.
    named.delete('up');
    const missing = async (): Promise<string[]> => {
      const served = servedNames(await metricsText(port));
      return [...named].filter((metric) => !served.has(metric));
    };
    // A worker that does not answer in time is left out.
    expect(await eventually(missing, (names) => names.length === 0)).toEqual([]);
  });
}

const program = executable('promtool');
if (program) describe('promtool', promtoolSuite);
else describeMissing('promtool', "promtool, which is in Debian's package prometheus", promtoolSuite);

function promtoolSuite(): void {
  const promtool = (...words: string[]) => {
    const { status, stdout, stderr } = spawnSync(program!, words, { cwd: folder, encoding: 'utf8' });
    return status === 0 ? 'success' : stdout + stderr;
  };

  it('accepts the rules, and the configuration that reads them', () => {
    expect(promtool('check', 'rules', 'alerts.yml')).toBe('success');
    expect(promtool('check', 'config', 'prometheus.yml')).toBe('success');
  });

  it('finds that the rules fire when they should, and only then', () => {
    expect(promtool('test', 'rules', 'alerts.test.yml')).toBe('success');
  });

  it.each(rules.map(({ alert }) => alert))('finds that %s is tested: without its condition a test fails', (alert) => {
    const changed = parse(read('alerts.yml')) as { groups: { rules: Rule[] }[] };
    changed.groups.flatMap((group) => group.rules).find((rule) => rule.alert === alert)!.expr = 'vector(0) > 0';
    const copy = temporaryFolder();
    writeFileSync(join(copy, 'alerts.yml'), stringify(changed));
    writeFileSync(join(copy, 'alerts.test.yml'), read('alerts.test.yml'));
    expect(promtool('test', 'rules', join(copy, 'alerts.test.yml'))).toContain('FAILED');
  });

  it('understands every query of the dashboard', () => {
    const queries = targets.map(({ expr }, index) => ({
      record: `query:${index}`,
      expr: expr.replaceAll('$__rate_interval', '1m').replaceAll('$job', 'toodat'),
    }));
    const file = join(temporaryFolder(), 'queries.yml');
    writeFileSync(file, stringify({ groups: [{ name: 'queries', rules: queries }] }));
    expect(promtool('check', 'rules', file)).toBe('success');
  });
}

/** The names of metrics: words that are no label, function or keyword. */
const metricsIn = (expr: string): string[] => expr.match(/\b(?:toodat|nodejs|process)_\w+|\bup\b/g) ?? [];

/** A histogram has three names. */
function servedNames(text: string): Set<string> {
  const types = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)];
  return new Set(
    types.flatMap(([, name, type]) =>
      type === 'histogram' ? ['_bucket', '_sum', '_count'].map((end) => name! + end) : [name!],
    ),
  );
}

const overlap = ({ gridPos: one }: Panel, { gridPos: other }: Panel): boolean =>
  one.x < other.x + other.w && other.x < one.x + one.w && one.y < other.y + other.h && other.y < one.y + one.h;
