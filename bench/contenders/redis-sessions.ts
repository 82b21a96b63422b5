import type { RedisConnection } from './redis-connection.js';
import { userIdIn, type Sessions } from './sessions.js';

/** Sessions in Redis, as usual for this design, so that no request reads the database. */
export class RedisSessions implements Sessions {
  constructor(private readonly redis: RedisConnection) {}

  async userIdOf(storedId: string): Promise<number | undefined> {
    return userIdIn(((await this.redis.send('GET', `session:${storedId}`)) as string | null) ?? undefined);
  }
}
