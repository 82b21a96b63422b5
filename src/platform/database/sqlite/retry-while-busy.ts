import { setTimeout as delay } from 'node:timers/promises';
import { unavailable } from '../../errors/unavailable.js';
import { databaseFailure, outageOf } from '../database-failure.js';

const LOCK_WAIT_MS = 3_000;
const RETRY_EVERY_MS = 15;

/**
 * Tries again while another process holds SQLite's file. The waiting happens here and not inside SQLite, so that the
 * event loop stays free.
 * @param act is told how many milliseconds are left to wait
 * @throws DomainError `UNAVAILABLE` for any failure of the database; whatever else `act` throws
 */
export async function retryWhileBusy<T>(act: (remainingMs: () => number) => T | Promise<T>): Promise<T> {
  const giveUpAt = performance.now() + LOCK_WAIT_MS;
  const remainingMs = (): number => Math.max(0, giveUpAt - performance.now());
  for (;;) {
    try {
      return await act(remainingMs);
    } catch (error) {
      const failure = databaseFailure(error);
      if (failure === 'busy' && remainingMs() > 0) await delay(RETRY_EVERY_MS);
      else throw failure ? unavailable(outageOf(error)) : error;
    }
  }
}
