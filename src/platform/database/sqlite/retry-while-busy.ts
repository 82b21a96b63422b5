import { setTimeout as delay } from 'node:timers/promises';
import { unavailable } from '../../errors/unavailable.js';
import { databaseFailure, outageOf } from '../database-failure.js';

const LOCK_WAIT_MS = 3_000;
const RETRY_EVERY_MS = 15;

/**
 * Retries for up to 3 seconds while another process has locked the SQLite file. It waits between the attempts, because waiting
 * inside SQLite would block the event loop.
 * @param act receives a function that returns the remaining milliseconds
 * @throws DomainError `UNAVAILABLE` for any failure of the database; other errors of `act` unchanged
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
