import { RateLimiterPostgres, type RateLimiterAbstract } from 'rate-limiter-flexible';
import type { RateLimit } from '../config/rate-limit.js';
import type { Row } from '../database/sql/statement.js';
import type { Transactions } from '../database/transactions.js';
import { inMemory } from './quota.js';

type Query = { readonly text: string; readonly values: readonly unknown[] };
type Result = { readonly rows: readonly Row[]; readonly rowCount: number };

/**
 * Counts the requests of all processes in PostgreSQL. While that fails, each process counts by itself. A key that is used up
 * is refused from memory until its window ends, so a flood does not reach the database.
 * @param name of the limit, in the keys of the table
 */
export const inPostgres =
  (transactions: Transactions, name: string) =>
  (limit: RateLimit): RateLimiterAbstract =>
    new RateLimiterPostgres({
      storeClient: new LimiterClient(transactions),
      storeType: 'client',
      tableName: 'request_count',
      tableCreated: true,
      keyPrefix: name,
      points: limit.points,
      duration: limit.seconds,
      inMemoryBlockOnConsumed: limit.points,
      insuranceLimiter: inMemory(limit),
    });

/** What the limiter needs of pg's `Client`. */
class LimiterClient {
  constructor(private readonly transactions: Transactions) {}

  async query({ text, values }: Query): Promise<Result> {
    const rows = await this.transactions.run((tx) => tx.lastRows({ sql: text, parameters: values }));
    return { rows, rowCount: rows.length };
  }
}
