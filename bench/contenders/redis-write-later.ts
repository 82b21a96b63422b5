import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { RedisConnection } from './redis-connection.js';
import { loadRedis } from './redis-loader.js';
import { RedisScript } from './redis-script.issuer.js';
import { RedisSessions } from './redis-sessions.js';
import type { Contender } from './contender.module.js';

/** Redis decides and stores the sessions. A second process inserts the rows as fast as the database allows. */
export async function redisWriteLater(databaseUrl: string, redisUrl: string): Promise<Contender> {
  const redis = new RedisConnection(redisUrl);
  await loadRedis(redis, databaseUrl);
  const script = join(import.meta.dirname, 'redis-writer.js');
  const writer = spawn(process.execPath, [...process.execArgv, script, databaseUrl, redisUrl], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  process.once('exit', () => writer.kill());
  return { issuer: await new RedisScript(redis).open(), sessions: new RedisSessions(redis) };
}
