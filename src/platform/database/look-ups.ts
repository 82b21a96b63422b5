import type { Transactions } from './transactions.js';

/** Connections of each process for look-ups, and the number of batches of a loader that run at once. */
export const LOOK_UPS_AT_ONCE = 3;

/** Reads sessions, members, coupons that the process has not seen, and sold-out stock. On PostgreSQL they have connections of their own, so no slower request delays them. */
export abstract class LookUps {
  abstract read: Transactions['read'];
}
