import { DomainError } from '../errors/domain-error.js';
import type { Outage } from '../errors/unavailable.js';

/**
 * Why a statement failed although it was correct:
 * - `busy`: another transaction held a lock for too long
 * - `conflict`: deadlock, serialization failure, or an outdated prepared statement; the transaction was rolled back
 * - `lost`: the connection could not be made or broke, or the server is read-only
 * - `timeout`: no result in time
 * - `full`: the disk is full or a write to it failed
 */
export type DatabaseFailure = 'busy' | 'conflict' | 'lost' | 'timeout' | 'full';

/** SQLSTATE of a server that is read-only, as a standby is. */
export const READ_ONLY = '25006';

const BY_CODE: readonly (readonly [RegExp, DatabaseFailure])[] = [
  [/^SQLITE_(BUSY|LOCKED)/, 'busy'],
  [/^SQLITE_(FULL|IOERR|READONLY|CANTOPEN)/, 'full'],
  [/^(40001|40P01)$/, 'conflict'],
  [/^55P03$/, 'busy'],
  [new RegExp(`^${READ_ONLY}$`), 'lost'],
  // The transaction exceeded its time limit.
  [/^25P04$/, 'lost'],
  [/^(57014|25P03)$/, 'timeout'],
  [/^(53100|58030)$/, 'full'],
  // Class 08: connection exceptions; 53: too few resources; 57P: shutting down or starting up.
  [/^(08\w{3}|53\w{3}|57P\w{2})$/, 'lost'],
  [/^E(CONNREFUSED|CONNRESET|PIPE|NOTFOUND|TIMEDOUT|HOSTUNREACH|AI_AGAIN)$/, 'lost'],
];

// Errors of node-postgres that have no code.
const BY_MESSAGE: readonly (readonly [RegExp, DatabaseFailure])[] = [
  [/query read timeout/i, 'timeout'],
  [/timeout exceeded when trying to connect|connection terminated|connection ended|not queryable/i, 'lost'],
];

/** A code of SQLite or an SQLSTATE, which has a digit, unlike the codes of Node.js. */
const DRIVER_CODE = /^(SQLITE_\w+|(?=.*\d)[0-9A-Z]{5})$/;

/** @param error of TypeORM or of the driver @returns undefined if the error is of another kind, such as a constraint violation */
export function databaseFailure(error: unknown): DatabaseFailure | undefined {
  if (!(error instanceof Error)) return undefined;
  if (isOutdatedStatement(error)) return 'conflict';
  const { code, message } = driverErrorOf(error);
  const byCode = BY_CODE.find(([pattern]) => pattern.test(code ?? ''));
  return (byCode ?? BY_MESSAGE.find(([pattern]) => pattern.test(message)))?.[1];
}

/** Whether the connection leads to a server that is not the primary, or not any more. */
export const isReadOnly = (error: unknown): boolean =>
  error instanceof Error && driverErrorOf(error).code === READ_ONLY;

/**
 * Whether a prepared statement would return other columns than when it was prepared, because a migration of another process
 * has changed a table. It always fails on this connection. SQLSTATE 0A000 has other causes, too; the name of PostgreSQL's
 * function, unlike the message, is not translated.
 */
export function isOutdatedStatement(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, routine } = driverErrorOf(error);
  return code === '0A000' && routine === 'RevalidateCachedQuery';
}

/**
 * The cause for the log.
 * @param error of the database, or a `DomainError` that was created from one
 * @returns undefined for other errors
 */
export function outageOf(error: unknown): Outage | undefined {
  if (error instanceof DomainError) return error.cause as Outage | undefined;
  const kind = databaseFailure(error);
  if (!kind) return undefined;
  const { code, message } = driverErrorOf(error as Error);
  return { kind, driverCode: code ?? message };
}

/**
 * As `outageOf`, for an error of the driver that `databaseFailure` does not know. The message is left out: it may quote a row.
 * @returns undefined for an error that no driver has thrown
 */
export function otherOutageOf(error: unknown): Outage | undefined {
  if (!(error instanceof Error) || error instanceof DomainError || databaseFailure(error)) return undefined;
  const { code } = driverErrorOf(error);
  return DRIVER_CODE.test(code ?? '') ? { kind: 'other', driverCode: code! } : undefined;
}

function driverErrorOf(error: Error): Error & { code?: string; routine?: string } {
  const { driverError } = error as { driverError?: unknown };
  return driverError instanceof Error ? driverError : error;
}
