import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';

const repository = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(repository, file), 'utf8');

type Container = Readonly<{
  name: string;
  image: string;
  command?: readonly string[];
  envFrom?: readonly { configMapRef?: { name: string }; secretRef?: { name: string } }[];
  ports?: readonly { name: string; containerPort: number }[];
  securityContext: object;
  volumeMounts: readonly { name: string; mountPath: string; subPath?: string }[];
  lifecycle?: { preStop: { exec: { command: readonly string[] } } };
  [probe: `${string}Probe`]: { httpGet?: { path: string; port: string } };
}>;
type Pod = Readonly<{
  serviceAccountName: string;
  securityContext: object;
  terminationGracePeriodSeconds?: number;
  initContainers?: readonly Container[];
  containers: readonly Container[];
  volumes: readonly { name: string; configMap?: { name: string } }[];
}>;
type Resource = Readonly<{
  kind: string;
  metadata: { name: string };
  automountServiceAccountToken?: boolean;
  spec: Record<string, unknown> & {
    template?: { metadata: { labels: object }; spec: Pod };
    selector?: { matchLabels?: object };
  };
}>;
type Kustomization = Readonly<{
  resources: readonly string[];
  configMapGenerator: readonly { name: string; files?: readonly string[]; envs?: readonly string[] }[];
  secretGenerator: readonly { name: string; envs: readonly string[] }[];
  images: readonly { name: string }[];
}>;

/** How long the service may take to stop after it was drained (`shutdown.ts`). */
const STOP_SECONDS = 12;

const settings = new Set([...read('.env.example').matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name!));
const settingsIn = (text: string): string[] => [...text.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name!);

describe('The files for Kubernetes', () => {
  const kustomization = parse(read('kubernetes/kustomization.yaml')) as Kustomization;
  const resources = kustomization.resources.flatMap((file) =>
    parseAllDocuments(read(`kubernetes/${file}`)).map((document) => document.toJS() as Resource),
  );
  const find = (kind: string, name: string): Resource =>
    resources.find((resource) => resource.kind === kind && resource.metadata.name === name)!;
  const pods = resources.flatMap(({ spec }) => spec?.template?.spec ?? []);
  const containers = pods.flatMap((pod) => [...pod.containers, ...(pod.initContainers ?? [])]);
  const app = find('Deployment', 'app').spec.template!.spec;

  it('are all listed', () => {
    const files = readdirSync(join(repository, 'kubernetes')).filter((name) => name.endsWith('.yaml'));
    expect([...kustomization.resources, 'kustomization.yaml'].sort()).toEqual(files.sort());
  });

  it('name files that exist, settings that the service knows, and configurations that are generated', () => {
    for (const source of kustomization.configMapGenerator.flatMap(({ files = [] }) => files))
      expect(existsSync(join(repository, 'kubernetes', source.split('=')[1]!))).toBe(true);
    for (const file of ['kubernetes/settings.env', 'kubernetes/secrets.env.example'])
      for (const name of settingsIn(read(file))) expect(settings).toContain(name);
    const generated = [...kustomization.configMapGenerator, ...kustomization.secretGenerator].map(({ name }) => name);
    const used = [
      ...containers.flatMap(({ envFrom = [] }) => envFrom.map((from) => (from.configMapRef ?? from.secretRef)!.name)),
      ...pods.flatMap(({ volumes }) => volumes.flatMap(({ configMap }) => configMap?.name ?? [])),
    ];
    expect(used.filter((name) => !generated.includes(name))).toEqual([]);
    expect(read('.gitignore')).toContain('kubernetes/secrets.env');
  });

  it.each(pods.map((pod) => [pod.containers[0]!.name, pod] as const))(
    '%s runs without rights, on a root file system that it cannot write',
    (_, pod) => {
      expect(pod.serviceAccountName).toBe('toodat');
      expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
      for (const { securityContext } of [...pod.containers, ...(pod.initContainers ?? [])]) {
        expect(securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
      }
    },
  );

  it('give no pod a token of the cluster', () => {
    expect(find('ServiceAccount', 'toodat').automountServiceAccountToken).toBe(false);
  });

  it('mount every file of nginx where nginx.conf looks for it', () => {
    const mounts = find('Deployment', 'nginx').spec.template!.spec.containers[0]!.volumeMounts.map(
      (one) => one.mountPath,
    );
    const places = [...read('nginx.conf').matchAll(/include (\/etc\/nginx\/site\.conf)/g)].map(([, place]) => place!);
    const included = [...read('nginx/balancer.conf').matchAll(/include (\/\S+)\//g)].map(([, place]) => place!);
    expect(mounts).toEqual(
      expect.arrayContaining(['/etc/nginx/nginx.conf', ...places, ...included, '/srv/toodat/static']),
    );
    expect(read('nginx.conf')).toContain(`server app:${String(app.containers[0]!.ports![0]!.containerPort)} `);
    expect(find('Service', 'app').spec['ports']).toEqual([{ name: 'http', port: 8000 }]);
  });

  it('probe the service on its own paths', () => {
    const [container] = app.containers;
    const paths = ['startup', 'readiness', 'liveness'].map((name) => container![`${name}Probe`]!.httpGet!.path);
    expect(paths).toEqual(['/healthz', '/readyz', '/healthz']);
  });

  it('give a pod the time to answer what it accepted', () => {
    const [container] = app.containers;
    const [, preStop] = container!.lifecycle!.preStop.exec.command;
    const drain = Number(/^DRAIN_SECONDS=(\d+)$/m.exec(read('kubernetes/settings.env'))?.[1]);
    expect(app.terminationGracePeriodSeconds).toBeGreaterThan(Number(preStop) + drain + STOP_SECONDS);
  });

  it('replace pods one by one, and let one be away at a time', () => {
    for (const name of ['app', 'nginx']) {
      const { spec } = find('Deployment', name);
      expect(spec['strategy']).toEqual({ rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } });
      expect(find('PodDisruptionBudget', name).spec).toEqual({ maxUnavailable: 1, selector: spec.selector });
      expect(spec.template!.metadata.labels).toMatchObject(spec.selector!.matchLabels!);
    }
  });

  it('prepare the database with the command of the service', () => {
    const { containers } = find('Job', 'prepare').spec.template!.spec;
    expect(containers[0]!.command).toEqual(preparation());
    expect(containers[0]!.envFrom).toEqual(app.containers[0]!.envFrom);
  });

  it('allow no connection but from nginx and Prometheus to the service, and from it to PostgreSQL', () => {
    expect(find('NetworkPolicy', 'default-deny').spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
    const { ingress, egress } = find('NetworkPolicy', 'app').spec as Record<string, { ports: { port: number }[] }[]>;
    expect(ingress!.map(({ ports }) => ports.map(({ port }) => port))).toEqual([[8000], [9464]]);
    expect(egress!.flatMap(({ ports }) => ports.map(({ port }) => port))).toEqual([5432]);
  });
});

describe('docker-compose.yml', () => {
  type Service = {
    command?: string[];
    environment?: Record<string, string>;
    depends_on?: object;
    stop_grace_period?: string;
  };
  const { services } = parse(read('docker-compose.yml'), { merge: true }) as { services: Record<string, Service> };

  it('prepares the database once before any container of the application starts', () => {
    expect(services['prepare']!.command).toEqual(preparation());
    expect(services['prepare']!.environment).toEqual(services['app']!.environment);
    expect(services['app']!.depends_on).toEqual({ prepare: { condition: 'service_completed_successfully' } });
  });

  it('passes on every setting that its operator may choose', () => {
    const chosen = [
      'SECRET_KEY',
      'ALLOWED_HOSTS',
      'SUPERUSER_EMAIL',
      'SUPERUSER_PASSWORD',
      'SESSION_HOURS',
      'HISTORY_DAYS',
      'REJECTED_PRESS_DAYS',
      'DEMO',
      'DEBUG',
    ];
    const limits = ['PASSWORD_VALIDATORS', 'LIMIT_SIGNUP', 'LIMIT_LOGIN', 'LIMIT_ISSUE', 'VERIFY_MINUTES'];
    for (const name of [...chosen, ...limits]) {
      expect(services['app']!.environment![name]).toMatch(new RegExp(`^\\$\\{${name}[:}-]`));
    }
  });

  it('sets only settings that the service knows, and gives it time to stop', () => {
    const { environment, stop_grace_period } = services['app']!;
    for (const name of Object.keys(environment!)) expect(settings).toContain(name);
    expect(parseInt(stop_grace_period!)).toBeGreaterThan(Number(environment!['DRAIN_SECONDS']) + STOP_SECONDS);
  });
});

/** `npm run db:prepare` without npm. */
const preparation = (): string[] =>
  (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts['db:prepare']!.split(' ');
