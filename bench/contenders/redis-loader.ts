import pg from 'pg';
import type { RedisConnection } from './redis-connection.js';

/** Loads the data from the database into an empty Redis before the event begins. */
export async function loadRedis(redis: RedisConnection, databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const read = async (sql: string): Promise<string[][]> =>
    (await client.query<string[]>({ text: sql, rowMode: 'array' })).rows;
  const commands = [
    ...(await read('SELECT id, count FROM coupon')).map(([id, count]) => ['SET', `stock:${id}`, String(count)]),
    ...(await read('SELECT id, data FROM session')).map(([id, data]) => ['SET', `session:${id}`, String(data)]),
    ...(await read('SELECT code FROM coupon_user')).map(([code]) => ['SADD', 'codes', String(code)]),
    ...(await read(`SELECT coupon_id, user_id || ':' || work_id FROM coupon_user`)).map(([coupon, holder]) => [
      'SADD',
      `held:${coupon}`,
      String(holder),
    ]),
  ];
  await client.end();
  await Promise.all(commands.map((command) => redis.send(...command)));
}
