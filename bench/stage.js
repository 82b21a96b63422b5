import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { RedisServer } from './servers/redis-server.js';
import { Server } from './servers/server.js';

/** One contender, running on a database of its own. */
export class Stage {
  /**
   * @param contender an entry of `contenders.js`
   * @param {{ folder: string, secret: string, hosts: object, templates: object }} house
   * @param {string} name of the folder and the database
   */
  static async set(contender, house, name) {
    const stage = new Stage(contender, house, join(house.folder, name));
    try {
      await stage.open(name);
      return stage;
    } catch (error) {
      await stage.clear();
      throw error;
    }
  }

  constructor(contender, house, folder) {
    this.contender = contender;
    this.house = house;
    this.folder = folder;
    this.host = house.hosts[contender.database];
  }

  get port() {
    return this.server.port;
  }

  /** Ids of the processes that do this contender's work; what they started counts too. */
  get pids() {
    return [this.server.pid, ...(this.redis ? [this.redis.pid] : []), ...(this.host?.pids ?? [])];
  }

  async open(name) {
    const { contender, house } = this;
    mkdirSync(this.folder, { recursive: true });
    if (this.host) this.store = await this.host.copy(house.templates[contender.database], name);
    if (contender.needsRedis) this.redis = await RedisServer.start(join(this.folder, 'redis'));
    const { script, args, flags } = contender;
    this.server = await Server.start({
      flags,
      script,
      args,
      cwd: this.folder,
      env: this.environment(),
      profiles: house.profiles,
    });
  }

  /** Ends its processes and removes its data. */
  async clear() {
    await this.server?.stop();
    await this.redis?.stop();
    if (this.store) await this.host.drop(this.store);
    rmSync(this.folder, { recursive: true, force: true });
  }

  environment() {
    return {
      ...serviceEnvironment(this.house.secret),
      ...(this.store ? { DATABASE_URL: this.store.url } : {}),
      ...(this.redis ? { REDIS_URL: this.redis.url } : {}),
    };
  }
}

/** Production, without limits: the bench is one address and few members. */
export const serviceEnvironment = (secret) => ({
  SECRET_KEY: secret,
  ALLOWED_HOSTS: '127.0.0.1',
  HOST: '127.0.0.1',
  DEMO: 'false',
  LIMIT_SIGNUP: 'off',
  LIMIT_LOGIN: 'off',
  LIMIT_ISSUE: 'off',
});
