import type { DataSource } from 'typeorm';
import { RehearsalMembersService } from '../../account/rehearsal-members.service.js';
import { Coupon } from '../../coupon/coupon.entity.js';
import { CouponService } from '../../coupon/coupon.service.js';
import { deleteRevocations } from '../../coupon/issued/revocation/delete-revocations.js';
import { CouponStockService } from '../../coupon/stock/coupon-stock.service.js';
import { command } from '../../platform/audit-log/actor.js';
import { AuditLog } from '../../platform/audit-log/audit-log.js';
import { deleteAuditLog } from '../../platform/audit-log/delete-audit-log.js';
import { databaseKind } from '../../platform/config/environment.js';
import type { DatabaseLocation } from '../../platform/config/database-url.js';
import { withLongTransactions } from '../../platform/database/long-transactions.js';
import type { SqlProgram } from '../../platform/database/sql/statement.js';
import type { Transactions } from '../../platform/database/transactions.js';
import type { Tx } from '../../platform/database/tx.js';
import { deleteAllSessions, openWithoutLogin } from '../../platform/session/open-without-login.js';
import { Clock } from '../../platform/time/clock.js';
import type { SourceEvent } from '../source-event.js';
import { insertEvent } from './inserted-event.js';

/** SQLite has a limit of parameters for a statement. */
const ROWS_AT_ONCE = 500;

const DAY_MS = 86_400_000;

/** Longer than a rehearsal can take. */
const LOGIN_MS = DAY_MS;

/** A database in which the rehearsal's members are logged in, and the event waits for its start. */
export class PreparedCopy {
  private constructor(
    private readonly location: DatabaseLocation,
    private readonly event: SourceEvent,
    /** A `Cookie` header of each member. */
    readonly cookies: readonly string[],
  ) {}

  /** @param secretKey the `SECRET_KEY` of the service that will serve the copy */
  static prepare(
    location: DatabaseLocation,
    event: SourceEvent,
    members: number,
    secretKey: string,
  ): Promise<PreparedCopy> {
    return withLongTransactions(location, async (transactions, dataSource) => {
      const cookies = await transactions.run((tx) => fill(tx, event, members, secretKey));
      if (databaseKind === 'postgres') await dataSource.query('ANALYZE');
      // Until `openIn` says when, every press is too early.
      await setHours(transactions, dataSource, event, new Date(Date.now() + DAY_MS));
      return new PreparedCopy(location, event, cookies);
    });
  }

  /** Lets the event start after `delayMs`, while the service runs. @returns this moment, of `performance.now()` */
  openIn(delayMs: number): Promise<number> {
    return withLongTransactions(this.location, async (transactions, dataSource) => {
      const { now, readAt } = await time(dataSource);
      await setHours(transactions, dataSource, this.event, new Date(now.getTime() + delayMs));
      return readAt + delayMs;
    });
  }
}

const BY = command('rehearse');

/** Whether an event is open, PostgreSQL decides by its own clock. */
async function time(dataSource: DataSource): Promise<{ now: Date; readAt: number }> {
  if (databaseKind === 'sqlite') return { now: new Date(), readAt: performance.now() };
  const [row] = await dataSource.query<{ now: Date }[]>('SELECT clock_timestamp() AS now');
  return { now: row!.now, readAt: performance.now() };
}

/** The event takes as long as it takes in the service's database. */
async function setHours(
  transactions: Transactions,
  dataSource: DataSource,
  { coupon }: SourceEvent,
  startsAt: Date,
): Promise<void> {
  const clock = new Clock();
  const auditLog = new AuditLog(clock);
  const stock = new CouponStockService(transactions, auditLog, clock);
  const coupons = new CouponService(dataSource.getRepository(Coupon), transactions, stock, auditLog, clock);
  const lengthMs = coupon.startsAt && coupon.endsAt ? coupon.endsAt.getTime() - coupon.startsAt.getTime() : undefined;
  const endsAt = lengthMs === undefined ? null : new Date(startsAt.getTime() + lengthMs);
  await coupons.edit(coupon.id, { startsAt, endsAt, paused: false }, BY);
  if (coupon.isHidden) await coupons.unhide(coupon.id, BY);
}

function* fill(tx: Tx, event: SourceEvent, members: number, secretKey: string): SqlProgram<string[]> {
  const service = new RehearsalMembersService();
  const now = new Date();
  if (databaseKind === 'sqlite') {
    yield* service.anonymize(tx);
    yield* deleteAllSessions(tx);
    yield* deleteAuditLog(tx);
    yield* deleteRevocations(tx);
  } else {
    yield* insertEvent(tx, event, now);
  }
  yield* service.insertOperator(tx, now);
  const cookies: string[] = [];
  for (let first = 0; first < members; first += ROWS_AT_ONCE) {
    const ids = yield* service.insert(tx, first, Math.min(ROWS_AT_ONCE, members - first), now);
    const owners = ids.map((id) => ({ id, epoch: 0 }));
    const login = { secretKey, expiresAt: new Date(now.getTime() + LOGIN_MS) };
    cookies.push(...(yield* openWithoutLogin(tx, owners, login)));
  }
  return cookies;
}
