import { spawn, type ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { releaseAfterFile } from './release.js';
import { temporaryFolder } from './temporary-folder.js';

const repository = join(import.meta.dirname, '../..');
const exitWithParent = pathToFileURL(join(import.meta.dirname, 'exit-with-parent.js')).href;
const START_MS = 40_000;
const STOP_MS = 20_000;

/** Where the built server is; the mutation run points it at a damaged copy. */
export const distFolder = process.env['TOODAT_TEST_DIST'] ?? join(repository, 'dist');

export type Environment = Readonly<Record<string, string | undefined>>;
export type ProcessOptions = { env: Environment; cwd?: string; script?: string; args?: readonly string[] };

/** A script of the built server, run by Node as a process of its own, in an empty folder by default. */
export class ServerProcess {
  output = '';
  readonly exited: Promise<number | null>;
  private readonly child: ChildProcess;

  constructor({ env, cwd = temporaryFolder(), script = 'main.js', args = [] }: ProcessOptions) {
    this.child = spawn(process.execPath, ['--import', exitWithParent, resolve(distFolder, script), ...args], {
      cwd,
      // Nothing of the caller's own settings comes through.
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.child.stdout?.on('data', (text: Buffer) => (this.output += text.toString()));
    this.child.stderr?.on('data', (text: Buffer) => (this.output += text.toString()));
    this.exited = new Promise((resolve, reject) => {
      this.child.once('error', reject);
      this.child.once('close', resolve);
    });
    releaseAfterFile(() => this.stop());
  }

  get pid(): number {
    return this.child.pid ?? NaN;
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Waits until the output matches; rejects with all of it when the process ends first or stays silent. */
  async says(pattern: RegExp, withinMs = START_MS): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`No ${pattern} within ${withinMs} ms:\n${this.output}`)), withinMs);
    });
    const said = new Promise<void>((resolve) => {
      const look = (): void => void (pattern.test(this.output) && resolve());
      this.child.stdout?.on('data', look);
      this.child.stderr?.on('data', look);
      look();
    });
    const end = this.exited.then((code) => {
      if (!pattern.test(this.output)) throw new Error(`Ended with ${code} before it said ${pattern}:\n${this.output}`);
    });
    try {
      await Promise.race([said, end, silence]);
    } finally {
      clearTimeout(timer);
    }
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Asks it to end, as an operator would. @returns the exit code; a process that does not end is killed and an error */
  async stop(): Promise<number | null> {
    if (this.running) this.kill('SIGTERM');
    let stubborn = false;
    const timer = setTimeout(() => {
      stubborn = true;
      this.kill('SIGKILL');
    }, STOP_MS);
    const code = await this.exited;
    clearTimeout(timer);
    if (stubborn) throw new Error(`Did not stop within ${STOP_MS} ms of SIGTERM:\n${this.output.slice(-4_000)}`);
    return code;
  }
}
