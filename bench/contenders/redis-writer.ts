import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { RedisConnection } from './redis-connection.js';

// A separate process that inserts the coupons issued by Redis into the database, in batches, after the response was sent.

const BATCH = 500;
const IDLE_MS = 20;
const INSERT = `INSERT INTO coupon_user (coupon_id, user_id, work_id, code, is_used, created_at, updated_at)
                SELECT c, u, w, k, FALSE, t, t
                FROM unnest($1::int[], $2::int[], $3::int[], $4::text[], $5::timestamptz[]) AS issued(c, u, w, k, t)
                ON CONFLICT DO NOTHING RETURNING coupon_id`;
const TAKE = `UPDATE coupon SET count = count - taken.units
              FROM (SELECT id, count(*) AS units FROM unnest($1::int[]) AS id GROUP BY id) AS taken
              WHERE coupon.id = taken.id`;

const [databaseUrl = '', redisUrl = ''] = process.argv.slice(2);
const redis = new RedisConnection(redisUrl);
const client = new pg.Client({ connectionString: databaseUrl });
await client.connect();

for (;;) {
  const batch = (await redis.send('LRANGE', 'issued', 0, BATCH - 1)) as string[];
  if (batch.length === 0) {
    await delay(IDLE_MS);
    continue;
  }
  await write(batch.map((text) => JSON.parse(text) as unknown[]));
  // Removed after the insert: if the writer dies in between, the batch is inserted again, and ON CONFLICT skips existing rows.
  await redis.send('LTRIM', 'issued', batch.length, -1);
}

async function write(rows: readonly unknown[][]): Promise<void> {
  await client.query('BEGIN');
  const columns = [0, 1, 2, 3, 4].map((column) => rows.map((row) => row[column]));
  const written = await client.query<{ coupon_id: number }>({ name: 'insert', text: INSERT, values: columns });
  await client.query({ name: 'take', text: TAKE, values: [written.rows.map((row) => row.coupon_id)] });
  await client.query('COMMIT');
}
