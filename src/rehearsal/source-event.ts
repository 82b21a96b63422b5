import { existsSync } from 'node:fs';
import type { DatabaseLocation } from '../platform/config/database-url.js';
import { openSnapshot, type Snapshot } from '../platform/database/snapshot.js';
import type { Row } from '../platform/database/sql/statement.js';
import { noDatabase, noStock, noSuchCoupon, notPrepared, noWorks, unreachable } from './rehearsal-refusal.js';
import { instantOf } from './stored-instant.js';

/** A coupon as the service's database has it, and the works for which it can be issued. */
export type SourceEvent = {
  readonly coupon: {
    readonly id: number;
    readonly name: string;
    readonly discountAmount: number;
    readonly discountRate: number;
    /** The stock. */
    readonly count: number;
    readonly startsAt: Date | null;
    readonly endsAt: Date | null;
    readonly timeZone: string;
    readonly isHidden: boolean;
  };
  /** Those that are not hidden. */
  readonly works: readonly { readonly id: number; readonly title: string }[];
  /** When a coupon was issued last, whichever it was; undefined if not lately. */
  readonly lastIssuedAt: Date | undefined;
};

const WORKS = 'SELECT "id", "title" FROM "work" WHERE NOT "is_hidden" ORDER BY "id"';

/** The newest movements only: the ledger can have millions of rows. */
const NEWEST = 'SELECT "kind", "created_at" FROM "stock_movement" ORDER BY "id" DESC LIMIT 100';

const NO_TABLE = /no such (table|column)|^42(P01|703)$/;

/** Reads the event in a read-only transaction. @throws RehearsalRefusal if it cannot be rehearsed */
export async function readEvent(location: DatabaseLocation, couponId: number): Promise<SourceEvent> {
  const snapshot = await open(location);
  try {
    const [coupon] = await snapshot.rows(`SELECT * FROM "coupon" WHERE "id" = ${couponId}`);
    if (!coupon) throw noSuchCoupon(couponId);
    if (Number(coupon['count']) === 0) throw noStock(couponId);
    const works = (await snapshot.rows(WORKS)).map(({ id, title }) => ({ id: Number(id), title: String(title) }));
    if (works.length === 0) throw noWorks();
    const issued = (await snapshot.rows(NEWEST)).find(({ kind }) => kind === 'issued');
    return { coupon: couponOf(coupon), works, lastIssuedAt: issued && instantOf(issued['created_at'])! };
  } catch (error) {
    const { code = '', message } = error as Error & { code?: string };
    throw NO_TABLE.test(code) || NO_TABLE.test(message) ? notPrepared() : error;
  } finally {
    await snapshot.close();
  }
}

async function open(location: DatabaseLocation): Promise<Snapshot> {
  if (location.kind === 'sqlite' && !existsSync(location.file)) throw noDatabase(location.file);
  try {
    return await openSnapshot(location);
  } catch (error) {
    throw location.kind === 'sqlite'
      ? noDatabase(location.file)
      : unreachable('DATABASE_URL', (error as Error).message);
  }
}

const couponOf = (row: Row): SourceEvent['coupon'] => ({
  id: Number(row['id']),
  name: String(row['name']),
  discountAmount: Number(row['discount_amount']),
  discountRate: Number(row['discount_rate']),
  count: Number(row['count']),
  startsAt: instantOf(row['starts_at']),
  endsAt: instantOf(row['ends_at']),
  timeZone: String(row['time_zone']),
  isHidden: Boolean(row['is_hidden']),
});
