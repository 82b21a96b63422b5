import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { serviceEnvironment } from '../running-contender.js';
import { Nginx } from '../servers/nginx.js';
import { Server } from '../servers/server.js';

/** Several processes of the service on one PostgreSQL database of their own, with or without nginx in front. */
export class RunningGroup {
  /** @param {{ key: string, processes: number, withNginx: boolean }} arrangement */
  static async start(arrangement, contender, bench) {
    const group = new RunningGroup(arrangement, contender, bench);
    try {
      await group.open();
      return group;
    } catch (error) {
      await group.stop();
      throw error;
    }
  }

  servers = [];

  constructor(arrangement, contender, bench) {
    this.arrangement = arrangement;
    this.contender = contender;
    this.bench = bench;
    this.host = bench.hosts.postgres;
    this.folder = join(bench.folder, arrangement.key);
  }

  /** Connections of the load generator are distributed to these ports. */
  get ports() {
    return this.nginx ? [this.nginx.port] : this.servers.map(({ port }) => port);
  }

  /** Ids of processes by component. Their child processes are measured as well. */
  get components() {
    const nginx = this.nginx ? { nginx: [this.nginx.pid] } : {};
    return { service: this.servers.map(({ pid }) => pid), database: this.host.pids, ...nginx };
  }

  async open() {
    const { key, processes, withNginx } = this.arrangement;
    mkdirSync(this.folder, { recursive: true });
    this.store = await this.host.copy(this.bench.templates.postgres, key);
    const { script, flags } = this.contender;
    const proxies = withNginx ? { TRUSTED_PROXIES: '1' } : {};
    const env = { ...serviceEnvironment(this.bench.secret), DATABASE_URL: this.store.url, ...proxies };
    for (let n = 0; n < processes; n++)
      this.servers.push(await Server.start({ flags, script, cwd: this.folder, env, profiles: this.bench.profiles }));
    const ports = this.servers.map(({ port }) => port);
    if (withNginx) this.nginx = await Nginx.start(join(this.folder, 'nginx'), ports);
  }

  /** Ends the processes and removes the data. */
  async stop() {
    await this.nginx?.stop();
    await Promise.all(this.servers.map((server) => server.stop()));
    if (this.store) await this.host.drop(this.store);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
