import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from './free-port.js';

const START_MS = 10_000;

/** An empty Redis with the usual durability: an append-only file that is synced every second. */
export class RedisServer {
  /** @returns {string | undefined} undefined if this machine has no `redis-server` */
  static version() {
    return /v=([\d.]+)/.exec(spawnSync('redis-server', ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1];
  }

  static async start(folder) {
    const server = new RedisServer(folder, await freePort());
    await server.answering();
    return server;
  }

  constructor(folder, port) {
    mkdirSync(folder, { recursive: true });
    this.port = port;
    this.url = `redis://127.0.0.1:${port}`;
    const settings = {
      port,
      bind: '127.0.0.1',
      dir: folder,
      save: '',
      appendonly: 'yes',
      appendfsync: 'everysec',
      daemonize: 'no',
    };
    const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
    this.child = spawn('redis-server', args, { cwd: folder, stdio: 'ignore' });
    this.exited = new Promise((resolve) => this.child.once('exit', resolve).once('error', resolve));
    // Redis does not notice the end of this process and would continue to run.
    process.once('exit', () => this.child.kill('SIGKILL'));
  }

  get pid() {
    return this.child.pid;
  }

  async stop() {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    // Its data is not needed any more.
    this.child.kill('SIGKILL');
    await this.exited;
  }

  async answering() {
    for (const giveUpAt = Date.now() + START_MS; Date.now() < giveUpAt; await delay(50)) {
      if (await this.accepts()) return;
    }
    await this.stop();
    throw new Error('redis-server did not start');
  }

  accepts() {
    return new Promise((resolve) => {
      const socket = connect(this.port, '127.0.0.1');
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
  }
}
