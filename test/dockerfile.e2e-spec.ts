import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Client } from './support/client.js';
import { commandOf, environmentOf, readDockerfile, type Stage } from './support/dockerfile.js';
import { freePort } from './support/free-port.js';
import { releaseAfterFile } from './support/release.js';
import { temporaryFolder } from './support/temporary-folder.js';

const repository = join(import.meta.dirname, '..');
const INSTALL_MS = 15 * 60_000;
// As root it is Debian's `nobody`; anybody else is unprivileged already.
const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

// No Docker engine is needed: the file's own commands are run in empty folders, by an unprivileged user.
describe('The Dockerfile', () => {
  const stages = readDockerfile(join(repository, 'Dockerfile'));
  const [build, final] = stages as [Stage, Stage];
  const root = temporaryFolder();
  const folders: Record<string, string> = { build: join(root, 'build'), final: join(root, 'final') };

  it('has a build stage and a final one, on the same image', () => {
    expect(stages.map(({ name }) => name)).toEqual(['build', 'final']);
    const images = stages.map(({ instructions }) => instructions[0]?.text.split(' ')[0]);
    expect(images).toEqual(['node:22-bookworm-slim', 'node:22-bookworm-slim']);
  });

  it('ends as a user who is not root, with a volume for the data', () => {
    const texts = final.instructions.map(({ name, text }) => `${name} ${text}`);
    expect(texts).toEqual(expect.arrayContaining(['USER node', 'VOLUME /app/data', 'EXPOSE 8000']));
  });

  it('starts the service with the options of `npm run serve`', () => {
    const { scripts } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    expect(commandOf(final, 'CMD').join(' ')).toBe(scripts['serve']);
    expect(scripts['serve']).toContain('--max-semi-space-size=');
  });

  it(
    'builds a service that runs in production without settings, is healthy, and writes to its data folder only',
    async () => {
      chmodSync(root, 0o755);
      perform(build, NOBODY);
      perform(final, {});
      expect(existsSync(join(folder('final'), 'node_modules', 'better-sqlite3'))).toBe(true);
      for (const development of ['typescript', 'jest', '@swc/core', 'playwright-core', 'eslint']) {
        expect(existsSync(join(folder('final'), 'node_modules', development))).toBe(false);
      }
      const before = readdirSync(folder('final')).sort();
      const port = await freePort();
      const env = {
        ...environmentOf(final),
        PATH: process.env['PATH'],
        PORT: String(port),
        HOST: '127.0.0.1',
      };
      const [program = '', ...args] = commandOf(final, 'CMD');
      const service = spawn(program, args, {
        cwd: folder('final'),
        env,
        ...NOBODY,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      releaseAfterFile(() => void service.kill('SIGKILL'));
      await new Promise<void>((resolve, reject) => {
        service.stdout.on('data', (text: Buffer) => text.includes('ready') && resolve());
        service.once('close', (code) => reject(new Error(`ended with ${code}`)));
      });
      expect(healthcheck(env)).toBe(0);
      expect((await new Client(() => `http://127.0.0.1:${port}`).get('/event/')).status).toBe(200);
      expect(readdirSync(folder('final')).sort()).toEqual(before);
      expect(readdirSync(join(folder('final'), 'data'))).toEqual(
        expect.arrayContaining(['toodat.sqlite3', 'secret-key']),
      );
      service.kill('SIGTERM');
      expect(await new Promise((resolve) => service.once('close', resolve))).toBe(0);
      expect(healthcheck(env)).toBe(1);
    },
    INSTALL_MS,
  );

  const folder = (stage: string): string => folders[stage] ?? '';

  /** Files are copied by root, as in Docker, so that the service owns none of its own files. */
  function perform(stage: Stage, user: { uid?: number; gid?: number }): void {
    mkdirSync(folder(stage.name));
    own(folder(stage.name), user);
    for (const { name, text } of stage.instructions) {
      if (name === 'COPY') copy(stage.name, text, user);
      // The machine's own packages, and the data folder's owner, are Debian's and Docker's business.
      if (name === 'RUN' && !text.includes('apt-get'))
        run(stage, text.replace('chown node:node data', ownData()), user);
    }
  }

  function copy(stage: string, text: string, user: { uid?: number; gid?: number }): void {
    const [first = '', ...rest] = text.split(/\s+/);
    const from = /^--from=(\w+)$/.exec(first)?.[1];
    const paths = from ? rest : [first, ...rest];
    const target = join(folder(stage), paths.at(-1) ?? '');
    for (const source of paths.slice(0, -1)) {
      const origin = from ? join(folder(from), source.replace(/^\/app\//, '')) : join(repository, source);
      const place = existsSync(target) && paths.at(-1) === './' ? join(target, basename(source)) : target;
      cpSync(origin, place, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.spec.ts') });
      own(place, user);
    }
  }

  const ownData = (): string => (NOBODY.uid ? `chown ${NOBODY.uid}:${NOBODY.gid} data` : 'true');

  function own(path: string, { uid, gid }: { uid?: number; gid?: number }): void {
    if (uid === undefined || gid === undefined) return;
    spawnSync('chown', ['-R', `${uid}:${gid}`, path]);
    if (existsSync(path)) chownSync(path, uid, gid);
  }

  function run(stage: Stage, command: string, user: { uid?: number; gid?: number }): void {
    const home = temporaryFolder();
    own(home, user);
    const env = { PATH: process.env['PATH'], HOME: home, ...npmSettings(), CI: 'true' };
    const cwd = folder(stage.name);
    const { status, stdout, stderr } = spawnSync('sh', ['-ec', command], { cwd, env, ...user, encoding: 'utf8' });
    if (status !== 0)
      throw new Error(`${command} ended with ${status}:\n${stdout.slice(-3_000)}\n${stderr.slice(-3_000)}`);
  }

  function healthcheck(env: NodeJS.ProcessEnv): number | null {
    const [program = '', ...args] = commandOf(final, 'HEALTHCHECK');
    return spawnSync(program, args, { env }).status;
  }
});

/** Where this machine's npm finds packages and Node's headers; the image has its own. */
function npmSettings(): Record<string, string> {
  const names = ['registry', 'nodedir', 'cafile'];
  const value = (name: string): string => spawnSync('npm', ['config', 'get', name], { encoding: 'utf8' }).stdout.trim();
  const found = names.map((name) => [`npm_config_${name}`, value(name)] as const);
  return Object.fromEntries(found.filter(([, text]) => text && text !== 'null' && text !== 'undefined'));
}
