import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { RedisServer } from './servers/redis-server.js';
import { Server } from './servers/server.js';

/** A contender with its server and a database of its own. */
export class RunningContender {
  /**
   * @param contender an entry of `contenders.js`
   * @param {{ folder: string, secret: string, hosts: object, templates: object }} bench
   * @param {string} name of the folder and the database
   */
  static async start(contender, bench, name) {
    const running = new RunningContender(contender, bench, join(bench.folder, name));
    try {
      await running.open(name);
      return running;
    } catch (error) {
      await running.stop();
      throw error;
    }
  }

  constructor(contender, bench, folder) {
    this.contender = contender;
    this.bench = bench;
    this.folder = folder;
    this.host = bench.hosts[contender.database];
  }

  get port() {
    return this.server.port;
  }

  get ports() {
    return [this.port];
  }

  get components() {
    return { all: this.pids };
  }

  /** Ids of the contender's processes. Their child processes are measured as well. */
  get pids() {
    return [this.server.pid, ...(this.redis ? [this.redis.pid] : []), ...(this.host?.pids ?? [])];
  }

  async open(name) {
    const { contender, bench } = this;
    mkdirSync(this.folder, { recursive: true });
    if (this.host) this.store = await this.host.copy(bench.templates[contender.database], name);
    if (contender.needsRedis) this.redis = await RedisServer.start(join(this.folder, 'redis'));
    const { script, args, flags } = contender;
    this.server = await Server.start({
      flags,
      script,
      args,
      cwd: this.folder,
      env: this.environment(),
      profiles: bench.profiles,
    });
  }

  /** Ends the processes and removes the data. */
  async stop() {
    await this.server?.stop();
    await this.redis?.stop();
    if (this.store) await this.host.drop(this.store);
    rmSync(this.folder, { recursive: true, force: true });
  }

  environment() {
    return {
      ...serviceEnvironment(this.bench.secret),
      ...(this.store ? { DATABASE_URL: this.store.url } : {}),
      ...(this.redis ? { REDIS_URL: this.redis.url } : {}),
    };
  }
}

/** Production settings without rate limits, because the load generator has one address and few members. */
export const serviceEnvironment = (secret) => ({
  SECRET_KEY: secret,
  ALLOWED_HOSTS: '127.0.0.1',
  HOST: '127.0.0.1',
  DEMO: 'false',
  LIMIT_SIGNUP: 'off',
  LIMIT_LOGIN: 'off',
  LIMIT_ISSUE: 'off',
  // Once an hour: whether it falls into a measurement would be chance.
  VERIFY_MINUTES: 'off',
});
