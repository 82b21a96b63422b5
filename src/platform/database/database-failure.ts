import { DomainError } from '../errors/domain-error.js';
import type { Outage } from '../errors/unavailable.js';

/**
 * Why the database gave no answer, or undefined when the error is of another kind.
 * - `busy`: locked by somebody else for too long · `conflict`: deadlock or serialisation failure, nothing was done
 * - `lost`: no connection, or it broke · `timeout`: no answer in time · `full`: no space, or the disk refused a write
 */
export type DatabaseFailure = 'busy' | 'conflict' | 'lost' | 'timeout' | 'full';

const BY_CODE: readonly (readonly [RegExp, DatabaseFailure])[] = [
  [/^SQLITE_(BUSY|LOCKED)/, 'busy'],
  [/^SQLITE_(FULL|IOERR|READONLY|CANTOPEN)/, 'full'],
  [/^(40001|40P01)$/, 'conflict'],
  [/^55P03$/, 'busy'],
  // Read only: a standby that took over, say.
  [/^(25006|25P04)$/, 'lost'],
  [/^(57014|25P03)$/, 'timeout'],
  [/^(53100|58030)$/, 'full'],
  // Class 08: connection exceptions; 53: too few resources; 57P: shutting down or starting up.
  [/^(08\w{3}|53\w{3}|57P\w{2})$/, 'lost'],
  [/^E(CONNREFUSED|CONNRESET|PIPE|NOTFOUND|TIMEDOUT|HOSTUNREACH|AI_AGAIN)$/, 'lost'],
];

// node-postgres gives these errors no code.
const BY_MESSAGE: readonly (readonly [RegExp, DatabaseFailure])[] = [
  [/query read timeout/i, 'timeout'],
  [/timeout exceeded when trying to connect|connection terminated|connection ended|not queryable/i, 'lost'],
];

/** TypeORM wraps the driver's error; this looks at the one inside. */
export function databaseFailure(error: unknown): DatabaseFailure | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, message } = driversOwn(error);
  const byCode = BY_CODE.find(([pattern]) => pattern.test(code ?? ''));
  return (byCode ?? BY_MESSAGE.find(([pattern]) => pattern.test(message)))?.[1];
}

/** What the log says of an error that came from the database, or of the refusal that it became. */
export function outageOf(error: unknown): Outage | undefined {
  if (error instanceof DomainError) return error.cause as Outage | undefined;
  const kind = databaseFailure(error);
  if (!kind) return undefined;
  const { code, message } = driversOwn(error as Error);
  return { kind, driverCode: code ?? message };
}

function driversOwn(error: Error): Error & { code?: string } {
  const { driverError } = error as { driverError?: unknown };
  return driverError instanceof Error ? driverError : error;
}
