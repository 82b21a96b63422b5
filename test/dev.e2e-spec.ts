import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync, cpSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from './support/client.js';
import { freePort } from './support/free-port.js';
import { logIn } from './support/members.js';
import { releaseAfterFile } from './support/release.js';
import { ADMIN } from './support/server.js';
import { temporaryFolder } from './support/temporary-folder.js';

const repository = join(import.meta.dirname, '..');
const NEEDED = [
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'nest-cli.json',
  'scripts',
  'src',
  'views',
  'public',
];
const COMPILED_WITHIN_MS = 180_000;

/** `npm run dev` on a copy of the sources, in a process group of its own, as a terminal starts it. */
class Development {
  readonly folder = temporaryFolder();
  private output = '';
  private readonly child: ChildProcess;
  private readonly exited: Promise<number | null>;

  constructor(private readonly port: number) {
    for (const name of NEEDED) cpSync(join(repository, name), join(this.folder, name), { recursive: true });
    symlinkSync(join(repository, 'node_modules'), join(this.folder, 'node_modules'));
    this.child = spawn(process.execPath, ['scripts/dev.js'], {
      cwd: this.folder,
      detached: true,
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        PORT: String(port),
        SUPERUSER_EMAIL: ADMIN.email,
        SUPERUSER_PASSWORD: ADMIN.password,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (text: Buffer) => (this.output += text.toString()));
    }
    this.exited = new Promise((resolve) => this.child.once('close', resolve));
    releaseAfterFile(() => this.interrupt());
  }

  client(): Client {
    return new Client(() => `http://127.0.0.1:${this.port}`);
  }

  change(file: string): void {
    appendFileSync(join(this.folder, file), '/* changed */\n');
  }

  times(text: string): number {
    return this.output.split(text).length - 1;
  }

  /** Waits until the server has been announced so many times. */
  async announced(times: number): Promise<void> {
    const giveUpAt = Date.now() + COMPILED_WITHIN_MS;
    while (this.times(`localhost:${this.port}/event`) < times) {
      if (Date.now() > giveUpAt || this.child.exitCode !== null) throw new Error(this.output);
      await delay(50);
    }
  }

  /** Ctrl-C reaches every process of the group. @returns the exit code */
  async interrupt(): Promise<number | null> {
    if (this.isAlive()) process.kill(-this.child.pid!, 'SIGINT');
    return this.exited;
  }

  isAlive(): boolean {
    try {
      return process.kill(-this.child.pid!, 0);
    } catch {
      return false;
    }
  }
}

describe('npm run dev', () => {
  it(
    'builds the service and the panel, again when something changes, and ends whole with Ctrl-C',
    async () => {
      const development = new Development(await freePort());
      await development.announced(1);
      const client = development.client();
      await logIn(client, ADMIN.email, ADMIN.password);
      expect((await client.get('/admin/', { accept: 'text/html' })).status).toBe(200);

      development.change('public/toodat.css');
      await development.announced(2);
      expect((await client.get('/static/toodat.css')).text).toContain('/* changed */');
      expect(development.times('The panel is built.')).toBe(1);

      development.change('src/admin/components/branding.tsx');
      await development.announced(3);
      expect(development.times('The panel is built.')).toBe(2);

      expect(await development.interrupt()).toBe(0);
      expect(development.isAlive()).toBe(false);
    },
    2 * COMPILED_WITHIN_MS,
  );
});
