import { setTimeout as delay } from 'node:timers/promises';
import { DomainError } from '../../platform/errors/domain-error.js';

const ATTEMPTS = 5;
const RETRY_AFTER_MS = 1_000;

/** Reads again after a failure that may pass: an export has run for minutes, and could only start again. */
export async function retried<T>(read: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await read();
    } catch (error) {
      const mayPass = error instanceof DomainError && error.kind === 'unavailable';
      if (!mayPass || attempt === ATTEMPTS) throw error;
      await delay(RETRY_AFTER_MS);
    }
  }
}
