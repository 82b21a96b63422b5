import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PostgresHost } from './databases/postgres-host.js';
import { SqliteHost } from './databases/sqlite-host.js';
import { eventTemplate } from './databases/template.js';
import { RedisServer } from './servers/redis-server.js';
import { cookiesOf } from './workloads.js';

/** Shared by all runs: the temporary folder, the database servers, the template databases and the members' cookies. */
export class Bench {
  hosts = {};
  templates = {};
  secret = randomBytes(32).toString('hex');

  /**
   * @param {{ folder?: string, members: number, coupons: number[], profiles?: string }} plan `folder` on a real disk;
   * number of `members` who press; ids of further `coupons` with stock; folder for CPU `profiles`
   */
  constructor({ folder = tmpdir(), members, coupons, profiles }) {
    this.profiles = profiles;
    this.members = members;
    this.coupons = coupons;
    this.folder = mkdtempSync(join(folder, 'toodat-bench-'));
    this.cookies = cookiesOf(this);
    this.redisVersion = RedisServer.version();
  }

  /** @param {readonly object[]} wanted contenders @returns {Promise<object[]>} those that this machine can run */
  async open(wanted, note) {
    const needs = (kind) => wanted.some(({ database }) => database === kind);
    if (needs('sqlite')) this.hosts.sqlite = new SqliteHost(this.folder);
    if (needs('postgres')) this.hosts.postgres = await PostgresHost.start();
    for (const host of Object.values(this.hosts)) {
      if (!host) continue;
      note(`${host.version}: inserting ${this.members} members with sessions`);
      this.templates[host.kind] = await eventTemplate(host, this);
    }
    return wanted.filter((contender) => {
      const missing = this.missingFor(contender);
      if (missing) note(`!! SKIPPED: ${contender.label}: this machine has no ${missing}`);
      return !missing;
    });
  }

  async close() {
    await this.hosts.postgres?.stop();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  missingFor({ database, needsRedis }) {
    if (database && !this.hosts[database]) return 'PostgreSQL';
    return needsRedis && !this.redisVersion ? 'redis-server' : undefined;
  }
}
