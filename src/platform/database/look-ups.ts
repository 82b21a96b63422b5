import type { Transactions } from './transactions.js';

/** Reads who sent a request. On PostgreSQL they have connections of their own, so no slower request delays them. */
export abstract class LookUps {
  abstract read: Transactions['read'];
}
