import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { DatabaseLocation } from '../../platform/config/database-url.js';
import { environmentWith } from '../../platform/config/environment.js';
import { orAborted } from '../or-aborted.js';
import { didNotStart } from '../rehearsal-refusal.js';
import { freePort } from './free-port.js';

const MAIN = join(import.meta.dirname, '../../main.js');
const ENDS_WITH_PARENT = pathToFileURL(join(import.meta.dirname, 'ends-with-parent.js')).href;

/** Options of Node, the same as of `npm run serve`. */
export const SERVE_OPTIONS = ['--max-semi-space-size=64'];

const START_MS = 60_000;

/** Longer than the service waits for its last responses. */
const STOP_MS = 20_000;
const OUTPUT_KEPT = 8_000;

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/** The built service, which serves the copy to this machine only. */
export class CopiedService {
  port = 0;
  private output = '';
  private readonly exited: Promise<unknown>;

  private constructor(
    private readonly child: Child,
    readonly metricsPort: number,
  ) {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => (this.output = (this.output + text.toString()).slice(-OUTPUT_KEPT)));
    this.exited = new Promise((resolve) => {
      child.once('error', (error) => resolve((this.output += error.message)));
      child.once('close', resolve);
    });
    // What ended cannot be written to; `exited` says so.
    child.stdin.on('error', () => undefined);
  }

  /** @throws RehearsalRefusal if it does not start; then no process is left */
  static async start(location: DatabaseLocation, secretKey: string, signal: AbortSignal): Promise<CopiedService> {
    const metricsPort = await freePort();
    const args = [...SERVE_OPTIONS, '--import', ENDS_WITH_PARENT, MAIN];
    const env = environmentWith({ ...settingsFor(location), SECRET_KEY: secretKey, METRICS_PORT: String(metricsPort) });
    const child = spawn(process.execPath, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
    const service = new CopiedService(child, metricsPort);
    try {
      await orAborted(signal, service.ready());
      return service;
    } catch (error) {
      await service.stop();
      throw error;
    }
  }

  get pid(): number {
    return this.child.pid!;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null && this.child.pid !== undefined;
  }

  async stop(): Promise<void> {
    if (this.isRunning) this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_MS);
    await this.exited;
    clearTimeout(timer);
  }

  private async ready(): Promise<void> {
    const said = new Promise<void>((resolve) => {
      this.child.stdout.on('data', () => {
        this.port ||= Number(/Toodat is ready: https?:\/\/[^\s/]+:(\d+)\//.exec(this.output)?.[1] ?? 0);
        if (this.port > 0) resolve();
      });
    });
    await Promise.race([said, this.exited, delay(START_MS, undefined, { ref: false })]);
    if (this.port === 0) throw didNotStart(this.reason());
  }

  /** The service's own sentence, or its last line. */
  private reason(): string {
    const lines = this.output.trim().split('\n');
    return lines.find((line) => line.startsWith('Toodat did not start.')) ?? lines.at(-1) ?? '';
  }
}

/**
 * What differs from the settings of the service. Nobody but this machine reaches it, it does nothing by itself, and empty texts unset
 * a setting.
 */
const settingsFor = (location: DatabaseLocation): Record<string, string> => ({
  DATABASE_URL: location.kind === 'sqlite' ? `sqlite:${location.file}` : location.url,
  HOST: '127.0.0.1',
  PORT: '0',
  ALLOWED_HOSTS: '127.0.0.1',
  METRICS_HOST: '127.0.0.1',
  VERIFY_MINUTES: 'off',
  DRAIN_SECONDS: '0',
  DEMO: 'false',
  SUPERUSER_EMAIL: '',
  SUPERUSER_PASSWORD: '',
  DJANGO_SUPERUSER_EMAIL: '',
  DJANGO_SUPERUSER_PASSWORD: '',
});
