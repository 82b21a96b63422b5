import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { nodeFlags } from './node-flags.js';

const exitWithParent = pathToFileURL(join(import.meta.dirname, '../../test/support/exit-with-parent.js')).href;
const START_MS = 60_000;
const STOP_MS = 20_000;
const OUTPUT_KEPT = 4_000;

/** A Node process that runs a server script on a free port. It always ends with this process. */
export class Server {
  /**
   * @param {{ flags?: string[], script: string, args?: string[], cwd: string, env: Record<string, string>,
   * profiles?: string }} what `script` with its `args`, Node's `flags`, and the folder for the CPU profile
   * @returns {Promise<Server>} after the server has printed its port
   */
  static async start(what) {
    const server = new Server(what);
    try {
      await server.ready();
      return server;
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  constructor({ flags = nodeFlags, script, args = [], cwd, env, profiles }) {
    this.output = '';
    this.child = spawn(
      process.execPath,
      [...flags, ...profiling(profiles), '--import', exitWithParent, script, ...args],
      {
        cwd,
        // The caller's environment is not inherited.
        env: {
          PATH: process.env.PATH,
          HOME: process.env.HOME,
          NODE_ENV: 'production',
          NO_COLOR: '1',
          PORT: '0',
          ...env,
        },
        stdio: ['pipe', 'pipe', 'pipe'],
      },
    );
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream.on('data', (text) => (this.output = (this.output + text).slice(-OUTPUT_KEPT)));
    }
    this.exited = new Promise((resolve) => {
      this.child.once('error', (error) => resolve((this.output += error)));
      this.child.once('close', resolve);
    });
  }

  get pid() {
    return this.child.pid;
  }

  get running() {
    return this.child.pid !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  async ready() {
    const timer = setTimeout(() => this.child.kill('SIGKILL'), START_MS);
    const said = new Promise((resolve) => {
      this.child.stdout.on('data', () => {
        this.port ??= Number(/https?:\/\/[^\s/]*:(\d+)\b/.exec(this.output)?.[1]) || undefined;
        if (this.port) resolve();
      });
    });
    await Promise.race([said, this.exited]);
    clearTimeout(timer);
    if (!this.port) throw new Error(`the server did not start:\n${this.output}`);
  }

  async stop() {
    if (!this.running) return;
    const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_MS);
    this.child.kill('SIGTERM');
    await this.exited;
    clearTimeout(timer);
  }
}

const profiling = (folder) => (folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : []);
