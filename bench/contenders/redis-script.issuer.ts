import { drawCode } from './code.js';
import type { Issued, Issuer, Press, Refusal } from './issuer.js';
import type { RedisConnection } from './redis-connection.js';

/** Redis executes a script atomically: it checks and changes stock, holders and codes in one step. */
const SCRIPT = `
  if redis.call('SISMEMBER', KEYS[2], ARGV[1]) == 1 then return 'ALREADY_ISSUED' end
  if tonumber(redis.call('GET', KEYS[1]) or '0') < 1 then return 'SOLD_OUT' end
  if redis.call('SADD', 'codes', ARGV[2]) == 0 then return 'CODE_TAKEN' end
  redis.call('DECR', KEYS[1])
  redis.call('SADD', KEYS[2], ARGV[1])
  redis.call('RPUSH', 'issued', ARGV[3])
  return 'ISSUED'`;

/** Responds as soon as Redis has decided. `redis-writer.ts` inserts the rows into the database later. */
export class RedisScript implements Issuer {
  private sha = '';

  constructor(private readonly redis: RedisConnection) {}

  async open(): Promise<this> {
    this.sha = (await this.redis.send('SCRIPT', 'LOAD', SCRIPT)) as string;
    return this;
  }

  async issue(press: Press): Promise<Issued | Refusal> {
    const { couponId, userId, workId } = press;
    for (;;) {
      const code = drawCode();
      const createdAt = new Date();
      const row = JSON.stringify([couponId, userId, workId, code, createdAt]);
      const keys = [`stock:${couponId}`, `held:${couponId}`];
      const outcome = await this.redis.send('EVALSHA', this.sha, 2, ...keys, `${userId}:${workId}`, code, row);
      if (outcome === 'ISSUED') return { ...press, id: null, code, createdAt };
      if (outcome !== 'CODE_TAKEN') return outcome as Refusal;
    }
  }
}
